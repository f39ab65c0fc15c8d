//! The Wasm boundary: JS values in, plain JS values out. The only file that names `JsValue`.
//!
//! Offsets leave here as UTF-16 units. Errors leave as `Error` with a sentence. Nothing is kept but the packs.

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use crate::check::{self, Options};
use crate::model::Document;
use crate::pack::{Pack, PackError};
use crate::page::PageInput;
use crate::report::{Report, utf16};

/// Documents of a small pack that are decoded when it is added: some milliseconds, while the page is being collected.
const PRELOADED: usize = 64;

/// Packs and what can be asked of them.
#[wasm_bindgen]
#[derive(Default)]
pub struct Engine {
    packs: Vec<Pack>,
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

    /// What the packs say of themselves (`PackInfo[]`).
    #[wasm_bindgen(unchecked_return_type = "PackInfo[]")]
    pub fn packs(&self) -> Result<JsValue, JsError> {
        give(&self.packs.iter().map(Pack::info).collect::<Vec<_>>())
    }

    /// Checks a page (`PageInput`) against all packs and returns a `Report`.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn check(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PageInput")] page: JsValue,
        #[wasm_bindgen(unchecked_param_type = "CheckOptions | undefined")] options: JsValue,
    ) -> Result<JsValue, JsError> {
        let page = take_page(page)?;
        let packs: Vec<&Pack> = self.packs.iter().collect();
        give_report(check::check(&page, &packs, &take_options(options)?))
    }

    /// Compares a page (`PageInput`) with sources (`SourceInput[]`) and returns a `Report`.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn compare(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PageInput")] page: JsValue,
        #[wasm_bindgen(unchecked_param_type = "SourceInput[]")] sources: JsValue,
        #[wasm_bindgen(unchecked_param_type = "CheckOptions | undefined")] options: JsValue,
    ) -> Result<JsValue, JsError> {
        let page = take_page(page)?;
        let sources: Vec<Document> = take(sources, "the sources")?;
        give_report(check::compare(&page, &sources, &take_options(options)?))
    }
}

fn take_page(value: JsValue) -> Result<PageInput, JsError> {
    let mut page: PageInput = take(value, "the page")?;
    page.sanitise();
    Ok(page)
}

fn take_options(value: JsValue) -> Result<Options, JsError> {
    if value.is_undefined() || value.is_null() { Ok(Options::default()) } else { take(value, "the options") }
}

fn take<T: DeserializeOwned>(value: JsValue, what: &str) -> Result<T, JsError> {
    serde_wasm_bindgen::from_value(value).map_err(|e| JsError::new(&format!("{what} cannot be read: {e}")))
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
