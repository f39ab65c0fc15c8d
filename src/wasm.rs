//! The Wasm boundary: JS values in, plain JS values out. The only file of the engine that names `JsValue`.
//!
//! Offsets leave here as UTF-16 units. Errors leave as `Error` with an English sentence, and with `code` and `args` beside it,
//! by which interfaces make their own words. Nothing is kept but the packs; a check is an object of its own.

mod input;

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;
use wasm_bindgen::prelude::*;
use wherefrom_pack::{Opened, Pack, PackError, PackInfo, RangedPack};
use wherefrom_page::PageInput;
use wherefrom_text::json;

use crate::check::{self, Corpus, Progress};
use crate::report::{Report, named, utf16};

/// Documents of a small pack that are decoded when it is added: some milliseconds, while the page is being collected.
const PRELOADED: usize = 64;

/// Packs, and what can be asked of them. Each pack has a handle, a number that no other one of this engine ever has.
#[wasm_bindgen]
#[derive(Default)]
pub struct Engine {
    /// In the order of their handles.
    packs: Vec<(u32, Corpus)>,
    next: u32,
}

/// A pack that was added.
#[derive(Serialize)]
struct Added<'a> {
    handle: u32,
    info: &'a PackInfo,
}

/// A pack on the way to be opened by ranges.
#[wasm_bindgen]
pub struct PackOpening {
    state: Option<Opened>,
}

#[wasm_bindgen]
impl PackOpening {
    /// The ranges to bring, all at once and in this order: `[start, end]` one after another; empty where the pack is open.
    pub fn wanted(&self) -> Vec<f64> {
        match &self.state {
            Some(Opened::More(opening)) => opening.wanted().iter().flat_map(|r| [r.start as f64, r.end as f64]).collect(),
            _ => Vec::new(),
        }
    }

    /// Takes the bytes of all the ranges, one behind the other. An error says why the pack is refused.
    pub fn bring(&mut self, bytes: Vec<u8>) -> Result<(), JsValue> {
        let Some(Opened::More(opening)) = self.state.take() else { return Ok(()) };
        let mut rest = bytes.as_slice();
        let mut brought = Vec::new();
        for range in opening.wanted() {
            let (here, behind) = rest.split_at_checked((range.end - range.start) as usize).unwrap_or((rest, &[]));
            brought.push(here.to_vec());
            rest = behind;
        }
        self.state = Some(opening.bring(&brought).map_err(|e| refused(&e))?);
        Ok(())
    }
}

/// A check of a page against the packs that the engine had when it began. Others may run at the same time.
#[wasm_bindgen]
pub struct PageCheck {
    check: check::Check,
    /// The packs' handles, in the order in which the check has them.
    handles: Vec<u32>,
    wanted: Vec<f64>,
}

#[wasm_bindgen]
impl PageCheck {
    /// The report (`Report`), or `null` where ranges are [`Self::wanted`].
    #[wasm_bindgen(unchecked_return_type = "Report | null")]
    pub fn run(&mut self) -> Result<JsValue, JsValue> {
        self.wanted = Vec::new();
        match self.check.try_check() {
            Progress::Done(report) => give_report(*report),
            Progress::Needs(wanted) => {
                let triple = |w: check::Wanted| [f64::from(self.handles[w.pack]), w.range.start as f64, w.range.end as f64];
                self.wanted = wanted.into_iter().flat_map(triple).collect();
                Ok(JsValue::NULL)
            }
        }
    }

    /// The ranges that the check waits for, `[handle, start, end]` one after another. After they have been brought,
    /// [`Self::run`] goes on.
    pub fn wanted(&self) -> Vec<f64> {
        self.wanted.clone()
    }

    /// Brings bytes of a pack from `start` on.
    pub fn bring(&self, handle: u32, start: f64, bytes: Vec<u8>) {
        if let Some(pack) = self.handles.iter().position(|of| *of == handle) {
            self.check.bring(pack, start as u64, bytes);
        }
    }
}

#[wasm_bindgen]
impl Engine {
    /// An engine without packs.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Engine {
        // For tests alone: where the module is made for use, a panic is a trap that has no message.
        #[cfg(debug_assertions)]
        {
            static HOOK: std::sync::Once = std::sync::Once::new();
            HOOK.call_once(|| std::panic::set_hook(Box::new(|panic| web_sys::console::error_1(&JsValue::from_str(&panic.to_string())))));
        }
        Engine::default()
    }

    /// Adds a pack and returns its handle and what it says of itself (`AddedPack`). A pack that is refused changes nothing.
    #[wasm_bindgen(js_name = addPack, unchecked_return_type = "AddedPack")]
    pub fn add_pack(&mut self, bytes: js_sys::Uint8Array) -> Result<JsValue, JsValue> {
        let pack = Pack::open(bytes.to_vec()).map_err(|e| refused(&e))?;
        pack.preload(PRELOADED);
        self.add(pack.into())
    }

    /// Begins to open a pack of so many bytes of which only ranges are read. Bring what it wants until it is open; then
    /// give it to [`Self::addOpened`](Engine::add_opened). Where it is to be `thorough` it wants all of the pack in turn, and
    /// refuses one that is damaged anywhere.
    #[wasm_bindgen(js_name = openByRanges)]
    pub fn open_by_ranges(&self, size: f64, thorough: bool) -> PackOpening {
        let opening = RangedPack::open(size as u64);
        PackOpening { state: Some(Opened::More(if thorough { opening.thorough() } else { opening })) }
    }

    /// Adds a pack that is open, and returns its handle and what it says of itself (`AddedPack`).
    #[wasm_bindgen(js_name = addOpened, unchecked_return_type = "AddedPack")]
    pub fn add_opened(&mut self, opening: PackOpening) -> Result<JsValue, JsValue> {
        match opening.state {
            Some(Opened::Pack(pack)) => self.add(Corpus::Ranged(Arc::from(pack))),
            _ => Err(error("pack-not-open", Vec::new(), "the pack is not open yet")),
        }
    }

    fn add(&mut self, pack: Corpus) -> Result<JsValue, JsValue> {
        let handle = self.next;
        let added = give(&Added { handle, info: pack.info() })?;
        self.packs.push((handle, pack));
        self.next += 1;
        Ok(added)
    }

    /// Lets go of a pack; checks that have begun keep it until they end. Whether there was one with this handle.
    #[wasm_bindgen(js_name = removePack)]
    pub fn remove_pack(&mut self, handle: u32) -> bool {
        let before = self.packs.len();
        self.packs.retain(|(of, _)| *of != handle);
        self.packs.len() < before
    }

    /// What the packs say of themselves (`PackInfo[]`), in the order of their handles.
    #[wasm_bindgen(unchecked_return_type = "PackInfo[]")]
    pub fn packs(&self) -> Result<JsValue, JsValue> {
        give(&self.packs.iter().map(|(_, pack)| pack.info()).collect::<Vec<_>>())
    }

    /// Begins a check of a page (`PageInput`) against packs by their handles, in this order; against all where none are given. `shards`
    /// has a number for each handle: those with the same one are shards of one pack, and are told of as one.
    #[wasm_bindgen(js_name = startCheck)]
    pub fn start_check(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PageInput")] page: JsValue,
        #[wasm_bindgen(unchecked_param_type = "CheckOptions | undefined")] options: JsValue,
        handles: Option<Vec<u32>>,
        shards: Option<Vec<u32>>,
    ) -> Result<PageCheck, JsValue> {
        let page = take_page(&page)?;
        let options = take(&options, "options", input::options)?;
        let given = handles.unwrap_or_else(|| self.packs.iter().map(|(handle, _)| *handle).collect());
        let number = |at: usize| shards.as_ref().and_then(|shards| shards.get(at)).map_or(at, |of| *of as usize);
        let (mut handles, mut packs) = (Vec::new(), Vec::new());
        for (at, handle) in given.into_iter().enumerate() {
            // A pack that is named twice is searched once.
            if let Some((_, pack)) = self.packs.iter().find(|(of, _)| *of == handle && !handles.contains(of)) {
                handles.push(handle);
                packs.push((number(at), pack.clone()));
            }
        }
        Ok(PageCheck { check: check::Check::of_shards(page, packs, options), handles, wanted: Vec::new() })
    }

    /// Compares a page (`PageInput`) with sources (`SourceInput[]`) and returns a `Report`.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn compare(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PageInput")] page: JsValue,
        #[wasm_bindgen(unchecked_param_type = "SourceInput[]")] sources: JsValue,
        #[wasm_bindgen(unchecked_param_type = "CheckOptions | undefined")] options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let page = take_page(&page)?;
        let sources = take(&sources, "sources", input::documents)?;
        give_report(check::compare(&page, &sources, &take(&options, "options", input::options)?))
    }
}

fn take_page(value: &JsValue) -> Result<PageInput, JsValue> {
    take(value, "page", input::page)
}

/// As JSON, which the browser writes in one go, and of which the module has a reader in any case.
fn take<T>(value: &JsValue, what: &str, read: impl FnOnce(&Value) -> Result<T, String>) -> Result<T, JsValue> {
    let refused = |why: &str| {
        error("input-unreadable", vec![("what", what.into()), ("why", why.into())], &format!("the {what} cannot be read: {why}"))
    };
    if value.is_undefined() || value.is_null() {
        return read(&Value::Null).map_err(|why| refused(&why));
    }
    let json = js_sys::JSON::stringify(value).ok().and_then(|json| json.as_string()).ok_or_else(|| refused("it is no JSON"))?;
    let value = json::parse(&json).map_err(|e| refused(&e.to_string()))?;
    read(&value).map_err(|why| refused(&why))
}

/// Plain objects, arrays and numbers: no `Map`, no `BigInt`, `null` for what is not known.
fn give(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|e| error("internal", Vec::new(), &e.to_string()))
}

/// As JSON, which the browser reads in one go: a report has thousands of values, and setting each through the boundary
/// takes three times as long as everything before.
fn give_report(report: Report) -> Result<JsValue, JsValue> {
    let internal = |why: &str| error("internal", Vec::new(), why);
    let json = serde_json::to_string(&utf16::to_utf16(report)).map_err(|e| internal(&e.to_string()))?;
    js_sys::JSON::parse(&json).map_err(|_| internal("the report cannot be read back"))
}

fn refused(why: &PackError) -> JsValue {
    error(why.code(), why.args(), &why.to_string())
}

/// An `Error` with a code and its arguments beside the English sentence.
fn error(code: &str, args: Vec<(&'static str, Value)>, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    let args = serde_json::to_string(&named(args)).ok().and_then(|args| js_sys::JSON::parse(&args).ok()).unwrap_or(JsValue::NULL);
    // Setting a property of a fresh object does not fail.
    let _ = js_sys::Reflect::set(&error, &JsValue::from_str("code"), &JsValue::from_str(code));
    let _ = js_sys::Reflect::set(&error, &JsValue::from_str("args"), &args);
    error.into()
}
