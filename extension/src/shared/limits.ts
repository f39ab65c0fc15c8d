/** What is too much for a check, wherever the text comes from. */

/** UTF-16 units of text, and blocks of it: no article is near, and no list of its paragraphs could be read. */
export const TOO_LONG = 2_000_000;
export const TOO_MANY = 20_000;

/** A text as it is sent: of one that is too long so much that it is seen to be. */
export const cut = (text: string): string => text.slice(0, TOO_LONG + 1);

/** A block without any is none. */
export const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
