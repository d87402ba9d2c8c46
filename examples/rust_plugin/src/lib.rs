//! Finds hashtags and handles: "#выборы2026", "@example". A plugin in Rust, without a crate.
mod abi;
use std::ffi::{c_char, c_void};

/// The tags of a text as (begin, end) in bytes: '#' or '@' behind no letter, then letters, digits and '_' with a letter first.
fn tags(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(['#', '@']).filter_map(move |(at, mark)| {
        let word = &text[at + mark.len()..];
        let size = word.find(|c| !inside(c)).unwrap_or(word.len());
        let is_tag = word.starts_with(char::is_alphabetic) && !text[..at].ends_with(inside);
        is_tag.then_some((at, at + mark.len() + size))
    })
}

unsafe extern "C" fn create(host: *const abi::Host, _: *const abi::Call, out: *mut *mut c_void, _: *mut c_void) -> i32 {
    *out = host as *mut c_void; // the host lives until destroy(): it is all the instance that is needed
    abi::OK
}

unsafe extern "C" fn analyze(
    instance: *mut c_void, _: *mut c_void, call: *const abi::Call, doc: *const c_void, sink: *mut c_void, _: *mut c_void,
) -> i32 {
    let host = &*(instance as *const abi::Host);
    let bytes = (*(host.info)(doc)).text;
    if bytes.size == 0 {
        return abi::OK; // its data may be NULL, which a slice may not be
    }
    // The daemon has checked that it is UTF-8.
    let text = std::str::from_utf8_unchecked(std::slice::from_raw_parts(bytes.data, bytes.size));
    let cancelled = &*((*call).cancelled as *const std::sync::atomic::AtomicI32);
    for (begin, end) in tags(text) {
        if cancelled.load(std::sync::atomic::Ordering::Relaxed) != 0 {
            return abi::CANCELLED;
        }
        let json = format!("{{\"tag\": \"{}\"}}", text[begin + 1..end].to_lowercase()); // letters, digits, '_': nothing to escape
        let size = std::mem::size_of::<abi::Custom>() as u32;
        let (begin, end) = (begin as u32, end as u32);
        let record = abi::Custom {
            head: abi::Record { size, kind: abi::CUSTOM, id: 0, confidence: 0.0, begin, end, reserved: [0; 2] },
            kind: abi::Str::of("example.v1.Tag"),
            json: abi::Str::of(&json),
            data: abi::Str::NONE,
        };
        let code = (host.emit)(sink, &record.head, std::ptr::null_mut()); // copies
        if code != abi::OK {
            return code;
        }
    }
    abi::OK
}

unsafe extern "C" fn destroy(_: *mut c_void) {}

static MANIFEST: &str = concat!(
    r#"{"provides": ["example.v1.Tag"], "languages": ["*"], "description": "Hashtags and handles"}"#, "\0");

static HASHTAGS: abi::Extractor = abi::Extractor {
    size: std::mem::size_of::<abi::Extractor>() as u32,
    flags: abi::CONCURRENT,
    id: "com.example.hashtags\0".as_ptr() as *const c_char,
    version: "1.0.0\0".as_ptr() as *const c_char,
    manifest_json: MANIFEST.as_ptr() as *const c_char,
    create,
    open: None,
    analyze,
    close: None,
    destroy,
    extension: std::ptr::null(),
};
static EXTRACTORS: [&abi::Extractor; 1] = [&HASHTAGS];

#[no_mangle]
#[allow(non_upper_case_globals)]
pub static lector_plugin: abi::Entry = abi::Entry {
    magic: abi::MAGIC,
    size: std::mem::size_of::<abi::Entry>() as u32,
    abi_major: abi::ABI.0,
    abi_minor_built: abi::ABI.1,
    abi_minor_needed: abi::ABI.1,
    reserved: 0,
    extractor_count: 1,
    reserved2: 0,
    extractors: EXTRACTORS.as_ptr(),
};

#[used]
#[link_section = ".note.lector"]
static NOTE: abi::Note = abi::Note {
    name_size: 7,
    desc_size: 16,
    kind: 1,
    name: *b"Lector\0\0",
    magic: abi::MAGIC,
    abi: [abi::ABI.0, abi::ABI.1, abi::ABI.1, 0],
    reserved: 0,
};

#[cfg(test)]
mod tests {
    #[test]
    fn finds_tags_and_leaves_addresses_alone() {
        let text = "Пишут #выборы2026 и @news, но не mail@example.org, #1 и #.";
        let found: Vec<&str> = super::tags(text).map(|(begin, end)| &text[begin..end]).collect();
        assert_eq!(found, ["#выборы2026", "@news"]);
    }
}
