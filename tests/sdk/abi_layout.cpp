// The ABI as a C++20 compiler lays it out: standard layout, the same as in C, and nothing that a C++ reader would trip over.
#include "abi_layout.h"

#include <type_traits>

template <class T>
constexpr bool kPlain = std::is_standard_layout_v<T> && std::is_trivially_copyable_v<T> && alignof(T) <= 8;
static_assert(kPlain<lector_entity> && kPlain<lector_mention> && kPlain<lector_quote> && kPlain<lector_figure> && kPlain<lector_custom>);
static_assert(kPlain<lector_doc_info> && kPlain<lector_tokens> && kPlain<lector_spans> && kPlain<lector_morph> && kPlain<lector_syntax>);
static_assert(kPlain<lector_names> && kPlain<lector_host> && kPlain<lector_inflector> && kPlain<lector_call> && kPlain<lector_option>);
static_assert(kPlain<lector_extractor> && kPlain<lector_plugin_entry> && kPlain<lector_error> && kPlain<lector_note>);
