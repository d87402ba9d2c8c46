// What stands in morph.ru.bin, the compiled dictionary of Russian: written by daemon/models, read by daemon/text/ru.
//
// One double array holds every key: word forms as they are typed (also with е where the dictionary has ё), the endings that
// unknown words are predicted by, and words of which only probabilities are known. A key leads to a list of numbered forms
// in the order in which they shall be given, so that one walk over the letters answers everything.
//
// Sections: alphabet u32, units u32, lists u32, forms DictionaryForm, paradigms u32 (first form of each, and the end),
// grammars DictionaryGrammar, endings / tags / prefixes: strings (see StringTable), written as NAME.pool and NAME.offsets.
#ifndef LECTOR_DAEMON_TEXT_RU_DICTIONARY_FORMAT_H_
#define LECTOR_DAEMON_TEXT_RU_DICTIONARY_FORMAT_H_

#include <cstdint>

namespace lector::text::ru {

inline constexpr char kDictionaryFile[] = "morph.ru.bin";
inline constexpr char kDictionaryKind[] = "morph.ru";
inline constexpr uint32_t kDictionaryVersion = 1;

// Labels of the double array: 0 ends a key, the markers begin a key that is no word form, then come the letters, in the
// order of the section "alphabet".
inline constexpr uint8_t kEndLabel = 0;
inline constexpr uint8_t kCapitalMarker = 1;        // a single capital letter: its word, or an initial
inline constexpr uint8_t kProbabilityMarker = 2;    // a word that the dictionary lacks: its list holds grammars, not forms
inline constexpr uint8_t kEndingMarker = 3;         // 3, 4, 5: endings of words that begin with prefix 0, 1, 2
inline constexpr uint32_t kPrefixCount = 3;         // of paradigms: "", "по", "наи"
inline constexpr uint8_t kFirstLetter = kEndingMarker + kPrefixCount;
inline constexpr uint32_t kLabelCount = 127;        // all are below
inline constexpr uint32_t kBlock = 128;             // units are a multiple of it; a node's children lie in one block

// A unit: label in bits 0..6 (kLabelCount: empty), leaf in bit 7, then 24 bits: of a leaf the place of its list, else the
// base of the node. Child c of a node lies at unit base ^ c and has label c. The root's base is 0.
inline constexpr uint32_t kUnitLabelMask = 0x7F;
inline constexpr uint32_t kUnitLeaf = 0x80;
inline constexpr uint32_t kUnitShift = 8;

// A list: count (with kListScored), then as many entries, and with kListScored as many u32: millionths of the score, or for
// endings the number of words. An entry is a form; the marks say which letters of the key, counted from its end from 1,
// are е and stand for ё. Lists stand one behind the other, nothing between them.
inline constexpr uint32_t kListScored = 1u << 31;
inline constexpr uint32_t kFormBits = 18;
inline constexpr uint32_t kFormMask = (1u << kFormBits) - 1;
inline constexpr uint32_t kMarkBits = 6;
inline constexpr uint32_t kMarkMask = (1u << kMarkBits) - 1;
inline constexpr uint32_t kFirstMark = kFormBits, kSecondMark = kFormBits + kMarkBits;

// Form i of its paradigm: word = prefix + stem + ending, lemma = lemma_prefix + stem + lemma_ending.
struct DictionaryForm {
  uint16_t grammar, ending, lemma_ending, paradigm;
  uint8_t prefix, lemma_prefix, reserved[2];
};
static_assert(sizeof(DictionaryForm) == 12);

// Parts of speech as OpenCorpora tells them apart, in the order of DictionaryGrammar.pos; 0: none of them.
enum class Pos : uint8_t {
  kNone, kNoun, kAdjective, kShortAdjective, kComparative, kVerb, kInfinitive, kParticiple, kShortParticiple, kConverb,
  kNumeral, kAdverb, kPronoun, kPredicative, kPreposition, kConjunction, kParticle, kInterjection
};

// One tag of OpenCorpora, in its own terms and in those of Universal Dependencies.
enum : uint8_t {
  kProductive = 1,     // new words of this kind come up; only such are predicted
  kFixed = 2,          // does not change: "пальто"
  kCommonGender = 4,   // "коллега", "Саша"
  kPronominal = 8,     // "этот", "весь"
  kInitial = 16,       // a letter before a name
  kRare = 32           // archaic, slang, misspelt: less likely than what stands beside it
};
struct DictionaryGrammar {
  uint64_t feats;      // LECTOR_FEAT bits
  uint16_t tag;        // of the section "tags"
  uint16_t likeness;   // equal for tags that agree in part of speech, number, case, person and tense
  uint8_t upos;        // LECTOR_UPOS
  uint8_t pos;         // Pos
  uint8_t flags;
  uint8_t reserved;
};
static_assert(sizeof(DictionaryGrammar) == 16);

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_DICTIONARY_FORMAT_H_
