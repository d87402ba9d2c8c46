/* lector/layers.h - the document as extractors read it: its text and the layers of analysis over it.
 *
 * A layer is computed at the first ask, once a document, and shared read-only by all extractors of the request. Layers
 * are arrays side by side ("structure of arrays"): one call hands out all of them, and reading a token costs no call.
 * A layer that cannot be had (no model, no such language, deadline) is a code to the extractor that asked for it.
 *
 * Rows: token i of the document has row i in LECTOR_LAYER_TOKENS, MORPH and SYNTAX. Tokens, sentences and paragraphs are
 * in text order and do not overlap. All pointers live as long as the document.
 *
 * Growth: structs grow at their ends; test `size` before reading a field that is newer than the minor version you need.
 *
 * Example (C11), the words of a document:
 *
 *   const void* layer = NULL;
 *   lector_code code = host->layer(call, doc, LECTOR_LAYER_TOKENS, &layer, error);
 *   if (code != LECTOR_OK) return code;
 *   const lector_tokens* tokens = layer;
 *   for (uint32_t i = 0; i < tokens->count; ++i)
 *     if (tokens->kind[i] == LECTOR_TOKEN_WORD) use(text.data + tokens->begin[i], tokens->end[i] - tokens->begin[i]);
 */
#ifndef LECTOR_LAYERS_H_
#define LECTOR_LAYERS_H_

#include <lector/records.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lector_doc lector_doc; /* one document of one request */

typedef struct lector_doc_info {
  uint32_t size, reserved;
  lector_str text;         /* valid UTF-8, at most 2^31 - 1 bytes */
  lector_str language;     /* BCP 47, from the request or detected: "ru", "en"; "und" where unknown */
  lector_str uri, title;   /* as the client gave them; or empty */
  lector_str publish_date; /* "2025-11-26", a civil date in the time zone of the request; or empty */
} lector_doc_info;

enum {
  LECTOR_LAYER_TOKENS = 1,     /* lector_tokens:  "lector.tokens/1" in a manifest */
  LECTOR_LAYER_SENTENCES = 2,  /* lector_spans:   "lector.sentences/1" */
  LECTOR_LAYER_PARAGRAPHS = 3, /* lector_spans:   "lector.paragraphs/1" */
  LECTOR_LAYER_MORPH = 4,      /* lector_morph:   "lector.morph/1" */
  LECTOR_LAYER_SYNTAX = 5,     /* lector_syntax:  "lector.syntax/1" */
  LECTOR_LAYER_NAMES = 6       /* lector_names:   "lector.names/1" */
};

/* ---- tokens, sentences, paragraphs: for every language ---- */

enum { /* lector_tokens.kind */
  LECTOR_TOKEN_WORD = 1,        /* letters, also with inner hyphens and apostrophes: "кое-что", "don't" */
  LECTOR_TOKEN_NUMBER = 2,      /* digits, also grouped and with a fraction: "4,1", "1 800", "1.000,50" */
  LECTOR_TOKEN_PUNCTUATION = 3, /* one mark, or a run of the same: "...", "?!" */
  LECTOR_TOKEN_QUOTE = 4,       /* a quotation mark: « » „ “ ” " ' */
  LECTOR_TOKEN_CURRENCY = 5,    /* a currency sign: $ € ₽ */
  LECTOR_TOKEN_SYMBOL = 6       /* %, +, emoji, and what is left */
};
enum { /* lector_tokens.shape: of the cased letters of a token */
  LECTOR_SHAPE_LOWER = 1, /* "слово" */
  LECTOR_SHAPE_TITLE = 2, /* "Слово", "Нью-Йорк", and single capitals: "В" */
  LECTOR_SHAPE_UPPER = 3, /* "ОДКБ" */
  LECTOR_SHAPE_MIXED = 4, /* "iPhone", "МинЦифры" */
  LECTOR_SHAPE_NONE = 5   /* no cased letter */
};
typedef struct lector_tokens {
  uint32_t size, count;
  const uint32_t *begin, *end; /* bytes of the text */
  const uint8_t *kind, *shape;
} lector_tokens;

typedef struct lector_spans { /* trimmed of white space, never empty */
  uint32_t size, count;
  const lector_span* span;
} lector_spans;

/* ---- morphology: Universal Dependencies v2 (universaldependencies.org/u/pos and /u/feat) ---- */

enum { /* lector_morph.upos */
  LECTOR_UPOS_ADJ = 1, LECTOR_UPOS_ADP, LECTOR_UPOS_ADV, LECTOR_UPOS_AUX, LECTOR_UPOS_CCONJ, LECTOR_UPOS_DET, LECTOR_UPOS_INTJ,
  LECTOR_UPOS_NOUN, LECTOR_UPOS_NUM, LECTOR_UPOS_PART, LECTOR_UPOS_PRON, LECTOR_UPOS_PROPN, LECTOR_UPOS_PUNCT,
  LECTOR_UPOS_SCONJ, LECTOR_UPOS_SYM, LECTOR_UPOS_VERB, LECTOR_UPOS_X
};

/* Features: a field of bits each, 0 where the word does not have it. Read one with LECTOR_FEAT(feats, CASE). */
#define LECTOR_FEAT(feats, field) (((feats) >> LECTOR_FEAT_##field) & LECTOR_FEAT_##field##_MASK)
enum { /* first bit and mask of each field */
  LECTOR_FEAT_CASE = 0, LECTOR_FEAT_CASE_MASK = 15,
  LECTOR_FEAT_NUMBER = 4, LECTOR_FEAT_NUMBER_MASK = 3,
  LECTOR_FEAT_GENDER = 6, LECTOR_FEAT_GENDER_MASK = 3,
  LECTOR_FEAT_ANIMACY = 8, LECTOR_FEAT_ANIMACY_MASK = 3,
  LECTOR_FEAT_PERSON = 10, LECTOR_FEAT_PERSON_MASK = 3,
  LECTOR_FEAT_TENSE = 12, LECTOR_FEAT_TENSE_MASK = 3,
  LECTOR_FEAT_ASPECT = 14, LECTOR_FEAT_ASPECT_MASK = 3,
  LECTOR_FEAT_MOOD = 16, LECTOR_FEAT_MOOD_MASK = 3,
  LECTOR_FEAT_VERBFORM = 18, LECTOR_FEAT_VERBFORM_MASK = 7,
  LECTOR_FEAT_VOICE = 21, LECTOR_FEAT_VOICE_MASK = 3,
  LECTOR_FEAT_DEGREE = 23, LECTOR_FEAT_DEGREE_MASK = 3,
  LECTOR_FEAT_SHORT = 25, LECTOR_FEAT_SHORT_MASK = 1,       /* Variant=Short */
  LECTOR_FEAT_NEGATIVE = 26, LECTOR_FEAT_NEGATIVE_MASK = 1, /* Polarity=Neg */
  LECTOR_FEAT_ABBR = 27, LECTOR_FEAT_ABBR_MASK = 1,         /* Abbr=Yes */
  LECTOR_FEAT_NAMETYPE = 28, LECTOR_FEAT_NAMETYPE_MASK = 7
};
enum { LECTOR_CASE_NOM = 1, LECTOR_CASE_GEN, LECTOR_CASE_DAT, LECTOR_CASE_ACC, LECTOR_CASE_INS, LECTOR_CASE_LOC, LECTOR_CASE_PAR, LECTOR_CASE_VOC };
enum { LECTOR_NUMBER_SING = 1, LECTOR_NUMBER_PLUR };
enum { LECTOR_GENDER_MASC = 1, LECTOR_GENDER_FEM, LECTOR_GENDER_NEUT };
enum { LECTOR_ANIMACY_ANIM = 1, LECTOR_ANIMACY_INAN };
enum { LECTOR_TENSE_PAST = 1, LECTOR_TENSE_PRES, LECTOR_TENSE_FUT };
enum { LECTOR_ASPECT_IMP = 1, LECTOR_ASPECT_PERF };
enum { LECTOR_MOOD_IND = 1, LECTOR_MOOD_IMP, LECTOR_MOOD_CND };
enum { LECTOR_VERBFORM_FIN = 1, LECTOR_VERBFORM_INF, LECTOR_VERBFORM_PART, LECTOR_VERBFORM_CONV, LECTOR_VERBFORM_GER };
enum { LECTOR_VOICE_ACT = 1, LECTOR_VOICE_PASS, LECTOR_VOICE_MID };
enum { LECTOR_DEGREE_POS = 1, LECTOR_DEGREE_CMP, LECTOR_DEGREE_SUP };
enum { LECTOR_NAMETYPE_GIV = 1, LECTOR_NAMETYPE_SUR, LECTOR_NAMETYPE_PAT, LECTOR_NAMETYPE_GEO, LECTOR_NAMETYPE_COM };

/* Lemmas are in lower case, names' as well, with the dictionary's ё whatever the text has:
 *   nouns, names   nominative singular (plural where there is no other): "ножницы", "путин"; the name of a phrase as it should be
 *                  shown, with its capitals, comes from "lector.inflect/1" (plugin.h)
 *   adjectives     nominative singular masculine, of short and comparative forms too: "новый"
 *   verbs          infinitive, of participles and converbs too (VERBFORM tells them apart): "заявить" of "заявивший", "заявив"
 *   all others     the form that a dictionary lists; of what is no word the token in lower case
 * Names have upos PROPN and, where the dictionary knows which, a NAMETYPE: given name, surname, patronymic, place,
 * organisation. A word that the dictionary lacks has the parses of words that end alike. */
typedef struct lector_morph { /* rows beside the tokens */
  uint32_t size, count;
  const uint8_t* upos; /* the parse chosen in context; 0: none */
  const uint64_t* feats;
  lector_strs lemma;
  const uint32_t* first_parse; /* count + 1 rows into the next four: all parses of token i, the likeliest first */
  const uint8_t* parse_upos;
  const uint64_t* parse_feats;
  lector_strs parse_lemma;
  const float* parse_score;
} lector_morph;

typedef struct lector_syntax { /* rows beside the tokens */
  uint32_t size, count;
  const uint32_t* head;    /* the token that token i hangs on; its own row: the root of its sentence */
  const uint8_t* relation; /* place in LECTOR_RELATIONS + 1; 0: none */
} lector_syntax;
/* universaldependencies.org/u/dep; place i (from 0) names relation i + 1 */
#define LECTOR_RELATIONS                                                                                                   \
  "acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp compound conj cop csubj csubj:pass dep det discourse " \
  "expl fixed flat flat:foreign flat:name goeswith iobj list mark nmod nsubj nsubj:pass nummod nummod:entity "             \
  "nummod:gov obj obl obl:agent orphan parataxis punct root vocative xcomp dislocated clf reparandum"

enum { LECTOR_NAME_PERSON = 1, LECTOR_NAME_ORGANIZATION = 2, LECTOR_NAME_LOCATION = 3 };
typedef struct lector_names { /* names found by the tagger of the language, in text order, not overlapping */
  uint32_t size, count;
  const lector_span* span;
  const uint8_t* type;
  const float* score; /* (0, 1] */
} lector_names;

#ifdef __cplusplus
}
#endif
#endif /* LECTOR_LAYERS_H_ */
