/* Marks shouting: two or more words in capitals in a row, and runs of exclamation marks. A complete plugin in C11. */
#include <lector/plugin.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct shouting { /* the instance: what create() made */
  const lector_host* host;
  int64_t min_words;
} shouting;

static lector_str str(const char* s) { return (lector_str){s, strlen(s)}; }

static lector_code emit(const shouting* self, lector_sink* sink, const char* how, uint32_t count, uint32_t begin, uint32_t end) {
  char json[64];
  snprintf(json, sizeof json, "{\"how\": \"%s\", \"count\": %u}", how, count);
  const lector_custom record = {.head = {.size = sizeof record, .kind = LECTOR_CUSTOM, .span = {begin, end}},
                                .type = str("example.v1.Shouting"),
                                .json = str(json)};
  return self->host->emit(sink, &record.head, NULL); /* copied: json may go */
}

/* A single capital has the shape of a title ("В"): it goes on with a run but neither begins nor ends one. */
static int is_loud(const lector_tokens* tokens, uint32_t i) {
  return tokens->shape[i] == LECTOR_SHAPE_UPPER || (tokens->shape[i] == LECTOR_SHAPE_TITLE && tokens->end[i] - tokens->begin[i] <= 2);
}

static lector_code create(const lector_host* host, const lector_call* config, void** out, lector_error* error) {
  shouting* self = malloc(sizeof *self);
  if (self == NULL) {
    snprintf(error->message, sizeof error->message, "out of memory");
    return LECTOR_RESOURCE_EXHAUSTED;
  }
  self->host = host;
  self->min_words = 2;
  for (uint32_t i = 0; i < config->option_count; ++i) /* the default of the schema is among them */
    if (config->options[i].path.size == 9 && memcmp(config->options[i].path.data, "min_words", 9) == 0)
      self->min_words = config->options[i].i;
  *out = self;
  return LECTOR_OK;
}

static lector_code analyze(void* instance, void* scratch, const lector_call* call, const lector_doc* doc, lector_sink* sink,
                           lector_error* error) {
  (void)scratch;
  const shouting* self = instance;
  const char* text = self->host->info(doc)->text.data;
  const void* layer = NULL;
  lector_code code = self->host->layer(call, doc, LECTOR_LAYER_TOKENS, &layer, error);
  if (code != LECTOR_OK) return code; /* the host has filled in the error */
  const lector_tokens* tokens = layer;

  for (uint32_t i = 0; i < tokens->count && code == LECTOR_OK;) {
    if (__atomic_load_n(call->cancelled, __ATOMIC_RELAXED) != 0) return LECTOR_CANCELLED;
    const uint32_t first = i++;
    if (tokens->shape[first] == LECTOR_SHAPE_UPPER) {
      while (i < tokens->count && is_loud(tokens, i)) ++i;
      while (tokens->shape[i - 1] != LECTOR_SHAPE_UPPER) --i;
      if (i - first >= self->min_words) code = emit(self, sink, "capitals", i - first, tokens->begin[first], tokens->end[i - 1]);
    } else if (tokens->kind[first] == LECTOR_TOKEN_PUNCTUATION) {
      uint32_t marks = 0;
      for (uint32_t at = tokens->begin[first]; at < tokens->end[first]; ++at) marks += text[at] == '!';
      if (marks >= 2) code = emit(self, sink, "marks", marks, tokens->begin[first], tokens->end[first]);
    }
  }
  return code;
}

static void destroy(void* self) { free(self); }

static const lector_extractor kShouting = {
    .size = sizeof kShouting,
    .flags = LECTOR_CONCURRENT, /* analyze() changes nothing of the instance */
    .id = "com.example.shouting",
    .version = "1.0.0",
    .manifest_json = "{\"provides\": [\"example.v1.Shouting\"], \"requires\": [\"lector.tokens/1\"], \"languages\": [\"*\"],"
                     " \"description\": \"Words in capitals and runs of exclamation marks\","
                     " \"config_schema\": {\"type\": \"object\", \"properties\":"
                     "   {\"min_words\": {\"type\": \"integer\", \"minimum\": 1, \"default\": 2}}}}",
    .create = create,
    .analyze = analyze,
    .destroy = destroy,
};
static const lector_extractor* const kExtractors[] = {&kShouting};

LECTOR_PLUGIN_NOTE; /* what the daemon reads before it loads the file */
LECTOR_EXPORT const lector_plugin_entry lector_plugin;
const lector_plugin_entry lector_plugin = {.magic = LECTOR_PLUGIN_MAGIC,
                                           .size = sizeof lector_plugin,
                                           .abi_major = LECTOR_ABI_MAJOR,
                                           .abi_minor_built = LECTOR_ABI_MINOR,
                                           .abi_minor_needed = LECTOR_ABI_MINOR,
                                           .extractor_count = 1,
                                           .extractors = kExtractors};
