//! The part of <lector/plugin.h> that this plugin uses, in Rust's words. Layouts are those of the C header.
use std::ffi::{c_char, c_void};

pub const OK: i32 = 0;
pub const CANCELLED: i32 = 1;
pub const CUSTOM: u32 = 100;
pub const CONCURRENT: u32 = 1;
pub const MAGIC: u32 = 0x4C50_4C4C;
pub const ABI: (u16, u16) = (0, 1);

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Str {
    pub data: *const u8,
    pub size: usize,
}

impl Str {
    pub const NONE: Str = Str { data: std::ptr::null(), size: 0 };
    pub fn of(s: &str) -> Str {
        Str { data: s.as_ptr(), size: s.len() }
    }
}

#[repr(C)]
pub struct Record {
    pub size: u32,
    pub kind: u32,
    pub id: u32,
    pub confidence: f32,
    pub begin: u32,
    pub end: u32,
    pub reserved: [u64; 2],
}

#[repr(C)]
pub struct Custom {
    pub head: Record,
    pub kind: Str,
    pub json: Str,
    pub data: Str,
}

#[repr(C)]
pub struct DocInfo {
    pub size: u32,
    pub reserved: u32,
    pub text: Str,
    pub language: Str,
    pub uri: Str,
    pub title: Str,
    pub publish_date: Str,
}

#[repr(C)]
pub struct Call {
    pub size: u32,
    pub option_count: u32,
    pub deadline_ns: u64,
    pub cancelled: *const i32,
    pub traceparent: Str,
    pub options_json: Str,
    pub options: *const c_void,
}

#[repr(C)]
pub struct Host {
    pub size: u32,
    pub abi_minor: u32,
    pub imp: *mut c_void,
    pub log: *const c_void,
    pub count: *const c_void,
    pub resource: *const c_void,
    pub info: unsafe extern "C" fn(doc: *const c_void) -> *const DocInfo,
    pub layer: *const c_void,
    pub records: *const c_void,
    pub emit: unsafe extern "C" fn(sink: *mut c_void, record: *const Record, id: *mut u32) -> i32,
    pub extension: *const c_void,
}

pub type Create = unsafe extern "C" fn(*const Host, *const Call, *mut *mut c_void, *mut c_void) -> i32;
pub type Open = unsafe extern "C" fn(*mut c_void, *mut *mut c_void, *mut c_void) -> i32;
pub type Analyze = unsafe extern "C" fn(*mut c_void, *mut c_void, *const Call, *const c_void, *mut c_void, *mut c_void) -> i32;

#[repr(C)]
pub struct Extractor {
    pub size: u32,
    pub flags: u32,
    pub id: *const c_char,
    pub version: *const c_char,
    pub manifest_json: *const c_char,
    pub create: Create,
    pub open: Option<Open>,
    pub analyze: Analyze,
    pub close: Option<unsafe extern "C" fn(*mut c_void, *mut c_void)>,
    pub destroy: unsafe extern "C" fn(*mut c_void),
    pub extension: *const c_void,
}

#[repr(C)]
pub struct Entry {
    pub magic: u32,
    pub size: u32,
    pub abi_major: u16,
    pub abi_minor_built: u16,
    pub abi_minor_needed: u16,
    pub reserved: u16,
    pub extractor_count: u32,
    pub reserved2: u32,
    pub extractors: *const &'static Extractor,
}

/// The ELF note that the daemon reads before it loads the file.
#[repr(C, align(4))]
pub struct Note {
    pub name_size: u32,
    pub desc_size: u32,
    pub kind: u32,
    pub name: [u8; 8],
    pub magic: u32,
    pub abi: [u16; 4],
    pub reserved: u32,
}

// Constants that point to constants: nothing in them ever changes.
unsafe impl Sync for Extractor {}
unsafe impl Sync for Entry {}
