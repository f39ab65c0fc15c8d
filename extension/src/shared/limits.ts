/** What is too much for a check, wherever the text comes from. */

/** UTF-16 units of text, and blocks of it: no article is near, and no list of its paragraphs could be read. */
export const TOO_LONG = 2_000_000;
export const TOO_MANY = 20_000;

/** A block without any is none. */
export const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
