/* lector/plugin.h - the boundary between the daemon and an extractor plugin. C11, no dependencies.
 *
 * A plugin is a shared library that exports one data symbol, `lector_plugin` of type lector_plugin_entry, and carries one
 * ELF note that says the same versions, so that the daemon can refuse a stranger without running its code. Everything
 * else about the plugin is reached from that symbol. C++ authors include <lector/plugin.hpp> and never fill in a struct.
 *
 * Who calls whom: the daemon creates an instance of each extractor once, calls analyze() for each document and hands it a
 * document to read and a sink to write to; the plugin calls back through lector_host. A plugin knows nothing else.
 *
 * Threads, a tag on each function:
 *   [load]    the thread that loads plugins; never at the same time as another call on the same instance
 *   [worker]  a worker thread, during analyze(); many at once with LECTOR_CONCURRENT, else one at a time
 *   [any]     any thread at any time between create() and the end of destroy()
 *
 * Memory: what the host hands to a function is borrowed for that call, but for the host pointer itself and the bytes of
 * resources, which live until destroy() returns. What the plugin hands out (strings of the extractor, its instance) is
 * static or its own until destroy() returns. emit() copies.
 *
 * Conduct: the process locale is "C"; a plugin never calls setlocale, chdir, signal, fork or exit, writes nothing to
 * stdout, and joins its threads in destroy(). No exception and no longjmp crosses the boundary.
 *
 * Versions: until the major version is 1, host and plugin must agree in major and minor. From then on the major must be
 * equal and the host's minor at least the plugin's abi_minor_needed.
 *
 * Example (C11), a complete plugin that marks every exclamation mark: examples/c_plugin of the SDK's documentation; the
 * shortest one in C++: examples/hello_plugin.
 */
#ifndef LECTOR_PLUGIN_H_
#define LECTOR_PLUGIN_H_

#include <lector/layers.h>
#include <lector/records.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LECTOR_ABI_MAJOR 0
#define LECTOR_ABI_MINOR 1
#define LECTOR_PLUGIN_MAGIC 0x4C504C4Cu /* bytes of a little-endian file: "LLPL" */
#define LECTOR_PLUGIN_SYMBOL "lector_plugin"

typedef struct lector_sink lector_sink; /* takes the records of one extractor for one document */
typedef struct lector_host lector_host;
typedef struct lector_call lector_call;

typedef struct lector_error { /* filled in by the function that returns a code other than LECTOR_OK */
  uint32_t size, reserved;
  char field[128];   /* path of the option or field that is wrong, "speakers.max"; or "" */
  char message[512]; /* UTF-8 with a terminator: what is wrong and what to do; cut at a code point */
} lector_error;

/* ---- the host, as a plugin sees it ---- */

enum { LECTOR_LOG_DEBUG = 1, LECTOR_LOG_INFO = 2, LECTOR_LOG_WARNING = 3, LECTOR_LOG_ERROR = 4 };

struct lector_host {
  uint32_t size, abi_minor; /* sizeof in the host; the host's minor version */
  void* impl;               /* the host's own */

  /* [any] One line of the daemon's log, with the extractor's id in front. UTF-8; what is none is escaped. */
  void (*log)(const lector_host*, int32_t level, lector_str message);

  /* [any] Adds to a counter of the extractor, `lector_plugin_count_total{extractor="<id>",metric="<metric>"}`; by >= 0. A name
   * is of 1 to 64 of a-z, A-Z, 0-9, '_', '.', '-'; an extractor has at most 100. What breaks this is not counted. */
  void (*count)(const lector_host*, lector_str metric, double by);

  /* [load] A file of the plugin's data folder (<name>.data/ beside <name>.so), mapped read-only until destroy() returns.
   * path: relative, '/' between folders, without "..". LECTOR_NOT_FOUND: no such file. */
  lector_code (*resource)(const lector_host*, lector_str path, lector_str* bytes, lector_error*);

  /* [worker] The text and what the client said of it; never NULL. */
  const lector_doc_info* (*info)(const lector_doc*);

  /* [worker] A layer of the document; *out is a lector_tokens, lector_spans, ... as layers.h says. Made at the first ask.
   * LECTOR_NOT_FOUND: no provider for this language; LECTOR_UNAVAILABLE: its model is not installed;
   * LECTOR_FAILED_PRECONDITION: the manifest neither requires nor uses it; LECTOR_CANCELLED, LECTOR_DEADLINE_EXCEEDED. */
  lector_code (*layer)(const lector_call*, const lector_doc*, uint32_t layer, const void** out, lector_error*);

  /* [worker] The records of `kind` that other extractors have emitted, of the types that the manifest requires or uses, in the
   * order of their spans. Returns their number; *out lives as long as the document. Each is in the host's newest size, zero-filled. */
  uint32_t (*records)(const lector_doc*, uint32_t kind, const lector_record* const** out);

  /* [worker] Checks and copies one record; *id (may be NULL) is the id to link to. In any order of spans.
   * LECTOR_INVALID_ARGUMENT: the record breaks a rule of records.h or names a type that the manifest does not provide;
   * the extractor then fails for this document whatever analyze() returns. LECTOR_RESOURCE_EXHAUSTED: too many records. */
  lector_code (*emit)(lector_sink*, const lector_record*, lector_id* id);

  /* [any] A further interface of the host by name and version, "lector.inflect/1"; NULL: not there. */
  const void* (*extension)(const lector_host*, const char* id);
};

/* extension(host, "lector.inflect/1") */
typedef struct lector_inflector {
  uint32_t size, reserved;
  /* [worker] Tokens first..last (inclusive) as one phrase, put into the features `feats` (0: the nominative as the name of
   * the thing), with agreement. Writes at most `capacity` bytes and returns the full length in bytes; 0: not possible. */
  size_t (*inflect)(const lector_doc*, uint32_t first_token, uint32_t last_token, uint64_t feats, char* out, size_t capacity);
} lector_inflector;

/* ---- a call ---- */

enum { LECTOR_OPTION_BOOL = 1, LECTOR_OPTION_INT = 2, LECTOR_OPTION_DOUBLE = 3, LECTOR_OPTION_STRING = 4 };

typedef struct lector_option { /* one leaf of the options, defaults filled in; paths are sorted by bytes */
  lector_str path;             /* "speakers.max"; elements of an array: "verbs.0" */
  uint32_t type, reserved;
  int64_t i; /* INT; BOOL as 0 or 1 */
  double d;  /* DOUBLE; INT as well */
  lector_str s;
} lector_option;

struct lector_call {
  uint32_t size, option_count;
  uint64_t deadline_ns;     /* CLOCK_MONOTONIC; 0: none */
  const int32_t* cancelled; /* __atomic_load_n(cancelled, __ATOMIC_RELAXED) not 0: return LECTOR_CANCELLED soon; never NULL */
  lector_str traceparent;   /* W3C Trace Context; or empty */
  lector_str options_json;  /* a JSON object, checked against the schema of the manifest, defaults filled in */
  const lector_option* options;
};

/* ---- the plugin ---- */

enum { LECTOR_CONCURRENT = 1u << 0 }; /* without it the host never makes two calls at once on one instance */

typedef struct lector_extractor {
  uint32_t size, flags;
  const char* id;            /* "quotes", "com.example.phones": [a-z0-9_.-], at most 64 bytes, unique in a daemon */
  const char* version;       /* semantic version of the extractor */
  const char* manifest_json; /* see below */

  /* [load] Makes an instance. config holds the extractor's section of the daemon's configuration as options.
   * Not LECTOR_OK: the extractor is refused with the error's message, *self is ignored. */
  lector_code (*create)(const lector_host*, const lector_call* config, void** self, lector_error*);

  /* [worker] Scratch for one call of analyze() at a time, made before the first of them; most often a thread keeps one, but
   * do not tie it to a thread (thread_local, a mutex held). Both NULL, or both given. */
  lector_code (*open)(void* self, void** scratch, lector_error*);

  /* [worker] Reads the document, emits records. Not LECTOR_OK: this extractor's records of this document are dropped and
   * the code and message stand in its report. */
  lector_code (*analyze)(void* self, void* scratch, const lector_call*, const lector_doc*, lector_sink*, lector_error*);

  void (*close)(void* self, void* scratch); /* [load] behind all analyses, on another thread than open() most often */
  void (*destroy)(void* self);              /* [load] after the last close(); joins threads, frees all */

  /* [any] A further interface of the extractor by name and version; NULL function or NULL answer: none. */
  const void* (*extension)(void* self, const char* id);
} lector_extractor;

typedef struct lector_plugin_entry {
  uint32_t magic, size; /* LECTOR_PLUGIN_MAGIC, sizeof */
  uint16_t abi_major, abi_minor_built, abi_minor_needed, reserved;
  uint32_t extractor_count, reserved2;
  const lector_extractor* const* extractors;
} lector_plugin_entry;

/* The manifest: a JSON object. Unknown members are errors, so that a typing mistake is seen at load.
 *
 *   "provides"       array: record types it emits: "lector.v1.Entity", "lector.v1.EntityMention", "lector.v1.Quote",
 *                    "lector.v1.EconomicFigure", or types of its own for lector_custom, and "lector.v1.Explanation": why it
 *                    found what it found, as lector/records.h says. Needed.
 *   "requires"       array: layers ("lector.tokens/1") and record types without which it does not run
 *   "uses"           array: the same, taken where they can be had
 *   "languages"      array: BCP 47 languages it is for; ["*"]: all. Needed.
 *   "default"        boolean: runs when a request names no extractors; true unless given
 *   "description"    string: one line for people
 *   "license"        string: SPDX expression
 *   "config_schema"  JSON Schema (draft 7) of its section of the daemon's configuration; without it there are no settings
 *   "option_schema"  JSON Schema (draft 7) of a request's options; without it there are none
 * Neither schema may have regular expressions ("pattern", "patternProperties").
 */

/* ---- the ELF note ---- */

/* A note in a loaded segment of the file, in the byte order of the machine:
 *
 *   offset  bytes  value
 *   0       4      7, the size of the name with its NUL
 *   4       4      16, the size of what follows the name
 *   8       4      1, the type
 *   12      8      "Lector\0\0" (the name, its NUL, one byte of padding)
 *   20      4      LECTOR_PLUGIN_MAGIC
 *   24      2      ABI major
 *   26      2      ABI minor it was built with
 *   28      2      ABI minor it needs
 *   30      2      0
 *   32      4      0
 *
 * Put it into a section named ".note.lector", aligned to 4. In C and C++ write LECTOR_PLUGIN_NOTE; once in the library. */
typedef struct lector_note {
  uint32_t name_size, desc_size, type;
  char name[8];
  uint32_t magic;
  uint16_t abi_major, abi_minor_built, abi_minor_needed, reserved;
  uint32_t reserved2;
} lector_note;

#define LECTOR_PLUGIN_NOTE                                                                            \
  __attribute__((section(".note.lector"), used, aligned(4))) static const lector_note lector_note_ = { \
      7, 16, 1, "Lector", LECTOR_PLUGIN_MAGIC, LECTOR_ABI_MAJOR, LECTOR_ABI_MINOR, LECTOR_ABI_MINOR, 0, 0}

/* The linkage of the entry: `LECTOR_EXPORT const lector_plugin_entry lector_plugin = {...};` */
#ifdef __cplusplus
#define LECTOR_EXPORT extern "C" __attribute__((visibility("default")))
#else
#define LECTOR_EXPORT extern __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
}
#endif
#endif /* LECTOR_PLUGIN_H_ */
