/* The size of every struct of the plugin ABI and the place of every field, on a 64-bit machine. What stands here is what
 * compiled plugins rely on: from ABI 1.0 on a line may be added for a new field at the end, none may change. */
#ifndef LECTOR_TESTS_SDK_ABI_LAYOUT_H_
#define LECTOR_TESTS_SDK_ABI_LAYOUT_H_

#include <assert.h> /* static_assert in C11 */
#include <lector/plugin.h>

#define SIZE(type, bytes) static_assert(sizeof(type) == (bytes) && (bytes) % 8 == 0, #type)
#define AT(type, field, byte) static_assert(offsetof(type, field) == (byte), #type "." #field)

SIZE(lector_str, 16); AT(lector_str, data, 0); AT(lector_str, size, 8);

SIZE(lector_span, 8); AT(lector_span, begin, 0); AT(lector_span, end, 4);

SIZE(lector_strs, 16); AT(lector_strs, pool, 0); AT(lector_strs, offset, 8);

SIZE(lector_record, 40); AT(lector_record, size, 0); AT(lector_record, kind, 4); AT(lector_record, id, 8);
AT(lector_record, confidence, 12); AT(lector_record, span, 16); AT(lector_record, reserved, 24);

SIZE(lector_attribute, 32); AT(lector_attribute, key, 0); AT(lector_attribute, value, 16);

SIZE(lector_entity, 88); AT(lector_entity, head, 0); AT(lector_entity, type, 40); AT(lector_entity, name, 56);
AT(lector_entity, attribute_count, 72); AT(lector_entity, reserved, 76); AT(lector_entity, attributes, 80);

SIZE(lector_mention, 80); AT(lector_mention, head, 0); AT(lector_mention, entity, 40); AT(lector_mention, form, 44);
AT(lector_mention, name_span, 48); AT(lector_mention, normal_form, 56); AT(lector_mention, metonym_of, 72);
AT(lector_mention, reserved, 76);

SIZE(lector_quote, 128); AT(lector_quote, head, 0); AT(lector_quote, kind, 40); AT(lector_quote, content_count, 44);
AT(lector_quote, content, 48); AT(lector_quote, speaker, 56); AT(lector_quote, cue, 64); AT(lector_quote, speaker_entity, 72);
AT(lector_quote, polarity, 76); AT(lector_quote, speaker_name, 80); AT(lector_quote, speaker_title, 96);
AT(lector_quote, cue_lemma, 112);

SIZE(lector_figure, 176); AT(lector_figure, head, 0); AT(lector_figure, kind, 40); AT(lector_figure, modifier, 44);
AT(lector_figure, role, 48); AT(lector_figure, change, 52); AT(lector_figure, value, 56); AT(lector_figure, min, 72);
AT(lector_figure, max, 88); AT(lector_figure, unit, 104); AT(lector_figure, indicator, 120); AT(lector_figure, period, 136);
AT(lector_figure, indicator_span, 152); AT(lector_figure, subject, 160); AT(lector_figure, economic, 164);
AT(lector_figure, related, 168); AT(lector_figure, reserved, 172);

SIZE(lector_custom, 88); AT(lector_custom, head, 0); AT(lector_custom, type, 40); AT(lector_custom, json, 56);
AT(lector_custom, data, 72);

SIZE(lector_doc_info, 88); AT(lector_doc_info, size, 0); AT(lector_doc_info, reserved, 4); AT(lector_doc_info, text, 8);
AT(lector_doc_info, language, 24); AT(lector_doc_info, uri, 40); AT(lector_doc_info, title, 56);
AT(lector_doc_info, publish_date, 72);

SIZE(lector_tokens, 40); AT(lector_tokens, size, 0); AT(lector_tokens, count, 4); AT(lector_tokens, begin, 8);
AT(lector_tokens, end, 16); AT(lector_tokens, kind, 24); AT(lector_tokens, shape, 32);

SIZE(lector_spans, 16); AT(lector_spans, size, 0); AT(lector_spans, count, 4); AT(lector_spans, span, 8);

SIZE(lector_morph, 88); AT(lector_morph, size, 0); AT(lector_morph, count, 4); AT(lector_morph, upos, 8);
AT(lector_morph, feats, 16); AT(lector_morph, lemma, 24); AT(lector_morph, first_parse, 40); AT(lector_morph, parse_upos, 48);
AT(lector_morph, parse_feats, 56); AT(lector_morph, parse_lemma, 64); AT(lector_morph, parse_score, 80);

SIZE(lector_syntax, 24); AT(lector_syntax, size, 0); AT(lector_syntax, count, 4); AT(lector_syntax, head, 8);
AT(lector_syntax, relation, 16);

SIZE(lector_names, 32); AT(lector_names, size, 0); AT(lector_names, count, 4); AT(lector_names, span, 8);
AT(lector_names, type, 16); AT(lector_names, score, 24);

SIZE(lector_error, 648); AT(lector_error, size, 0); AT(lector_error, reserved, 4); AT(lector_error, field, 8);
AT(lector_error, message, 136);

SIZE(lector_host, 80); AT(lector_host, size, 0); AT(lector_host, abi_minor, 4); AT(lector_host, impl, 8);
AT(lector_host, log, 16); AT(lector_host, count, 24); AT(lector_host, resource, 32); AT(lector_host, info, 40);
AT(lector_host, layer, 48); AT(lector_host, records, 56); AT(lector_host, emit, 64); AT(lector_host, extension, 72);

SIZE(lector_inflector, 16); AT(lector_inflector, size, 0); AT(lector_inflector, reserved, 4); AT(lector_inflector, inflect, 8);

SIZE(lector_option, 56); AT(lector_option, path, 0); AT(lector_option, type, 16); AT(lector_option, reserved, 20);
AT(lector_option, i, 24); AT(lector_option, d, 32); AT(lector_option, s, 40);

SIZE(lector_call, 64); AT(lector_call, size, 0); AT(lector_call, option_count, 4); AT(lector_call, deadline_ns, 8);
AT(lector_call, cancelled, 16); AT(lector_call, traceparent, 24); AT(lector_call, options_json, 40);
AT(lector_call, options, 56);

SIZE(lector_extractor, 80); AT(lector_extractor, size, 0); AT(lector_extractor, flags, 4); AT(lector_extractor, id, 8);
AT(lector_extractor, version, 16); AT(lector_extractor, manifest_json, 24); AT(lector_extractor, create, 32);
AT(lector_extractor, open, 40); AT(lector_extractor, analyze, 48); AT(lector_extractor, close, 56);
AT(lector_extractor, destroy, 64); AT(lector_extractor, extension, 72);

SIZE(lector_plugin_entry, 32); AT(lector_plugin_entry, magic, 0); AT(lector_plugin_entry, size, 4);
AT(lector_plugin_entry, abi_major, 8); AT(lector_plugin_entry, abi_minor_built, 10);
AT(lector_plugin_entry, abi_minor_needed, 12); AT(lector_plugin_entry, reserved, 14);
AT(lector_plugin_entry, extractor_count, 16); AT(lector_plugin_entry, reserved2, 20); AT(lector_plugin_entry, extractors, 24);

/* Bytes of a file, not of a call: no multiple of 8. */
static_assert(sizeof(lector_note) == 36, "lector_note");
AT(lector_note, name_size, 0); AT(lector_note, desc_size, 4); AT(lector_note, type, 8);
AT(lector_note, name, 12); AT(lector_note, magic, 20); AT(lector_note, abi_major, 24); AT(lector_note, abi_minor_built, 26);
AT(lector_note, abi_minor_needed, 28); AT(lector_note, reserved, 30); AT(lector_note, reserved2, 32);

#endif /* LECTOR_TESTS_SDK_ABI_LAYOUT_H_ */
