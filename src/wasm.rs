//! The Wasm boundary: JS values in, plain JS values out. The only file that names `JsValue`.
//!
//! Offsets leave here as UTF-16 units. Errors leave as `Error` with a sentence. Nothing is kept but the packs.

mod input;

use serde::Serialize;
use serde_json::Value;
use wasm_bindgen::prelude::*;

use crate::check::{self, Wanted};
use crate::pack::{Opened, Pack, PackError};
use crate::page::PageInput;
use crate::report::{Report, utf16};

/// Documents of a small pack that are decoded when it is added: some milliseconds, while the page is being collected.
const PRELOADED: usize = 64;

/// Packs and what can be asked of them.
#[wasm_bindgen]
#[derive(Default)]
pub struct Engine {
    packs: Vec<Pack>,
    wanted: Vec<Wanted>,
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
    pub fn bring(&mut self, bytes: Vec<u8>) -> Result<(), JsError> {
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

#[wasm_bindgen]
impl Engine {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Engine {
        static HOOK: std::sync::Once = std::sync::Once::new();
        HOOK.call_once(|| std::panic::set_hook(Box::new(|panic| web_sys::console::error_1(&JsValue::from_str(&panic.to_string())))));
        Engine::default()
    }

    /// Adds a pack and returns what it says of itself (`PackInfo`). A pack that is refused changes nothing.
    #[wasm_bindgen(js_name = addPack, unchecked_return_type = "PackInfo")]
    pub fn add_pack(&mut self, bytes: js_sys::Uint8Array) -> Result<JsValue, JsError> {
        let pack = Pack::open(bytes.to_vec()).map_err(|e| refused(&e))?;
        pack.preload(PRELOADED);
        let info = give(pack.info())?;
        self.packs.push(pack);
        Ok(info)
    }

    /// Begins to open a pack of so many bytes of which only ranges are read. Bring what it wants until it is open; then
    /// give it to [`Self::addOpened`](Engine::add_opened). Where it is to be `thorough` it wants all of the pack in turn, and
    /// refuses one that is damaged anywhere.
    #[wasm_bindgen(js_name = openByRanges)]
    pub fn open_by_ranges(&self, size: f64, thorough: bool) -> PackOpening {
        let opening = Pack::by_ranges(size as u64);
        PackOpening { state: Some(Opened::More(if thorough { opening.thorough() } else { opening })) }
    }

    /// Adds a pack that is open, and returns what it says of itself (`PackInfo`).
    #[wasm_bindgen(js_name = addOpened, unchecked_return_type = "PackInfo")]
    pub fn add_opened(&mut self, opening: PackOpening) -> Result<JsValue, JsError> {
        let Some(Opened::Pack(pack)) = opening.state else { return Err(JsError::new("the pack is not open yet")) };
        let info = give(pack.info())?;
        self.packs.push(pack);
        Ok(info)
    }

    /// The ranges that the last check waits for, `[pack, start, end]` one after another; empty where its report is whole.
    /// After they have been brought, the same check is made again.
    pub fn wanted(&self) -> Vec<f64> {
        self.wanted.iter().flat_map(|w| [w.pack as f64, w.range.start as f64, w.range.end as f64]).collect()
    }

    /// Brings bytes of a pack from `start` on.
    pub fn bring(&self, pack: usize, start: f64, bytes: Vec<u8>) {
        if let Some(pack) = self.packs.get(pack) {
            pack.bring(start as u64, bytes);
        }
    }

    /// Lets go of ranges that were brought for pages before, if they are many.
    pub fn tidy(&self) {
        self.packs.iter().for_each(Pack::tidy);
    }

    /// What the packs say of themselves (`PackInfo[]`).
    #[wasm_bindgen(unchecked_return_type = "PackInfo[]")]
    pub fn packs(&self) -> Result<JsValue, JsError> {
        give(&self.packs.iter().map(Pack::info).collect::<Vec<_>>())
    }

    /// Checks a page (`PageInput`) against all packs and returns a `Report`, or `null` where ranges are [`Self::wanted`].
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn check(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "PageInput")] page: JsValue,
        #[wasm_bindgen(unchecked_param_type = "CheckOptions | undefined")] options: JsValue,
    ) -> Result<JsValue, JsError> {
        let page = take_page(&page)?;
        let packs: Vec<&Pack> = self.packs.iter().collect();
        let checked = check::try_check(&page, &packs, &take(&options, "the options", input::options)?);
        self.wanted = Vec::new();
        match checked {
            Ok(report) => give_report(report),
            Err(wanted) => {
                self.wanted = wanted;
                Ok(JsValue::NULL)
            }
        }
    }

    /// Compares a page (`PageInput`) with sources (`SourceInput[]`) and returns a `Report`.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn compare(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PageInput")] page: JsValue,
        #[wasm_bindgen(unchecked_param_type = "SourceInput[]")] sources: JsValue,
        #[wasm_bindgen(unchecked_param_type = "CheckOptions | undefined")] options: JsValue,
    ) -> Result<JsValue, JsError> {
        let page = take_page(&page)?;
        let sources = take(&sources, "the sources", input::documents)?;
        give_report(check::compare(&page, &sources, &take(&options, "the options", input::options)?))
    }
}

fn take_page(value: &JsValue) -> Result<PageInput, JsError> {
    take(value, "the page", input::page)
}

/// As JSON, which the browser writes in one go, and of which the module has a reader in any case.
fn take<T>(value: &JsValue, what: &str, read: impl FnOnce(&Value) -> Result<T, String>) -> Result<T, JsError> {
    let refused = |why: &str| JsError::new(&format!("{what} cannot be read: {why}"));
    if value.is_undefined() || value.is_null() {
        return read(&Value::Null).map_err(|why| refused(&why));
    }
    let json = js_sys::JSON::stringify(value).ok().and_then(|json| json.as_string()).ok_or_else(|| refused("it is no JSON"))?;
    let value: Value = serde_json::from_str(&json).map_err(|e| refused(&e.to_string()))?;
    read(&value).map_err(|why| refused(&why))
}

/// Plain objects, arrays and numbers: no `Map`, no `BigInt`, `null` for what is not known.
fn give(value: &impl Serialize) -> Result<JsValue, JsError> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|e| JsError::new(&e.to_string()))
}

/// As JSON, which the browser reads in one go: a report has thousands of values, and setting each through the boundary
/// takes three times as long as everything before.
fn give_report(report: Report) -> Result<JsValue, JsError> {
    let json = serde_json::to_string(&utf16::to_utf16(report)).map_err(|e| JsError::new(&e.to_string()))?;
    js_sys::JSON::parse(&json).map_err(|_| JsError::new("the report cannot be read back"))
}

fn refused(error: &PackError) -> JsError {
    JsError::new(&error.to_string())
}
