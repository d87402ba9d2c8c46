#include "plugins/figures/counted.h"

#include "plugins/figures/expectation.h"

namespace lector::figures {
namespace {

constexpr uint32_t kMostWordsBetween = 5;
constexpr std::string_view kStressedEnding = "ой";
constexpr size_t kShortestNoun = 6;  // bytes; letters are nouns of the dictionary, too

// How a number governs its noun: "1 завод", "2 завода", "5 заводов".
enum class Government : uint8_t { kSingular, kFew, kMany, kPart };

Government GovernmentOf(const Number& number) {
  if (number.has_magnitude || number.vague) return Government::kMany;
  if (!number.value.is_integer()) return Government::kPart;
  const std::string digits = number.value.ToString();
  const char last = digits.back();
  const bool teen = digits.size() > 1 && digits[digits.size() - 2] == '1';
  if (teen || last == '0' || last > '4') return Government::kMany;
  return last == '1' ? Government::kSingular : Government::kFew;
}

bool Agrees(Government government, uint64_t feats) {
  const uint32_t noun_case = LECTOR_FEAT(feats, CASE), number = LECTOR_FEAT(feats, NUMBER);
  const bool genitive = noun_case == LECTOR_CASE_GEN || noun_case == LECTOR_CASE_PAR;
  const bool oblique = genitive || noun_case == LECTOR_CASE_DAT || noun_case == LECTOR_CASE_INS || noun_case == LECTOR_CASE_LOC;
  const bool animate = LECTOR_FEAT(feats, ANIMACY) == LECTOR_ANIMACY_ANIM && noun_case == LECTOR_CASE_ACC;
  const bool plural = number == LECTOR_NUMBER_PLUR;
  switch (government) {
    case Government::kSingular:
      return !plural || oblique;
    case Government::kFew:
      return (!plural && genitive) || (plural && (oblique || animate));
    case Government::kMany:
      return plural && (oblique || animate);
    case Government::kPart:
      return genitive;
  }
  return false;
}

}  // namespace

bool CountedNouns::Find(const Number& number, uint32_t limit, Noun* noun) const {
  if (!grammar_.known() || number.is_adjective || number.fraction) return false;
  return text_.english ? FindEnglish(number, limit, noun) : FindRussian(number, limit, noun);
}

bool CountedNouns::MayFollow(uint32_t atom, uint32_t limit) const {
  if (atom >= limit) return false;
  const bool parted = text_.atoms[atom].gap > 0 || (atom > 0 && text_.symbol(atom - 1) == '.');  // "1 млн.туристов"
  return text_.is_word(atom) && parted && !text_.atoms[atom].newline;
}

// The lemma of the noun that this atom is or may be, in a case and number that the numeral asks for; or empty.
std::string_view CountedNouns::AgreeingNoun(const Number& number, uint32_t atom) const {
  const std::string_view word = text_.raw(atom);
  if (word.size() < kShortestNoun || lexicon_.Has(text_, atom, Category::kSeparator) ||
      lexicon_.Has(text_, atom, Category::kFunction) || lexicon_.Has(text_, atom, Category::kPreposition))
    return {};
  if (grammar_.IsVerb(atom)) return {};
  const Government government = GovernmentOf(number);
  return grammar_.LemmaWhere(atom,
                             [&](uint8_t upos, uint64_t feats) { return upos == LECTOR_UPOS_NOUN && Agrees(government, feats); });
}

bool CountedNouns::FindRussian(const Number& number, uint32_t limit, Noun* noun) const {
  uint32_t at = number.end;
  for (uint32_t words = 0; words <= kMostWordsBetween && MayFollow(at, limit); ++words) {
    const uint32_t next = grammar_.End(at);
    if (!text_.atoms[at].cyrillic && !text_.atoms[at].upper) return false;
    const bool prize = !number.digits && words == 0 && text_.atoms[at].cyrillic && grammar_.Class(at) == LECTOR_UPOS_NOUN;
    const std::string_view lemma = text_.atoms[at].upper && !prize ? std::string_view() : AgreeingNoun(number, at);  // "два Кубка"
    const bool adjective = grammar_.IsAdjective(at);
    const bool noun_follows =
        MayFollow(next, limit) && !text_.atoms[next].upper && (!AgreeingNoun(number, next).empty() || grammar_.IsAdjective(next));
    if (!lemma.empty() && !(adjective && noun_follows)) {
      *noun = {next, std::string(lemma), adjective && lexicon_.FindWord(lemma, Category::kEconomic) == nullptr};
      return true;
    }
    const bool name = text_.atoms[at].upper && !text_.atoms[at].cyrillic;  // "15 самолетов", "15 Boeing 737"
    const bool participle = grammar_.Class(at) == LECTOR_UPOS_VERB;  // "15 запланированных": of what was named before
    std::string form = adjective ? Substantive(at) : std::string();
    const Entry* person = form.empty() ? nullptr : lexicon_.FindWord(form, Category::kEconomic);  // "15 погибших"
    if (adjective && !noun_follows && !(number.digits && participle && person == nullptr) && number.end == at) {
      *noun = {next, std::move(form), person == nullptr};
      return !noun->lemma.empty();
    }
    const bool adverb = grammar_.Class(at) == LECTOR_UPOS_ADV && words == 0 && noun_follows;
    const bool owner = lexicon_.Has(text_, at, Category::kPossessive) && noun_follows;  // "два его друга"
    if (!adjective && !name && !adverb && !owner) return false;
    at = next;
    if (text_.symbol(at) == ',' && adjective && at + 1 < limit && grammar_.IsAdjective(at + 1)) ++at;
    else if (adjective && lexicon_.Has(text_, at, Category::kSeparator) && grammar_.IsAdjective(at + 1)) ++at;
  }
  return false;
}

// "раненых" as "раненый", "святых" as "святой": adjectives and participles that stand for a noun.
std::string CountedNouns::Substantive(uint32_t atom) const {
  constexpr std::string_view kGenitive = "х", kNominative = "й";
  const std::string_view form = text_.raw(atom), lemma = grammar_.Lemma(atom);
  if (!form.ends_with(kGenitive)) return {};
  if (grammar_.Class(atom) == LECTOR_UPOS_ADJ && lemma.ends_with(kStressedEnding)) return std::string(lemma);
  return std::string(form.substr(0, form.size() - kGenitive.size())).append(kNominative);
}

// The last noun of a run: "12 large oil tankers".
bool CountedNouns::FindEnglish(const Number& number, uint32_t limit, Noun* noun) const {
  uint32_t at = number.end;
  bool found = false;
  for (uint32_t words = 0; words <= kMostWordsBetween && MayFollow(at, limit); ++words) {
    const uint32_t next = grammar_.End(at);
    const bool is_noun = grammar_.IsNoun(at);
    if (is_noun) {
      const bool plural = LECTOR_FEAT(grammar_.Features(at), NUMBER) == LECTOR_NUMBER_PLUR || grammar_.Lemma(at) != text_.raw(at);
      if (plural || (number.one && !number.digits)) {
        *noun = {next, std::string(grammar_.Lemma(at)), false};
        found = true;
      }
    } else if (found || (!grammar_.IsAdjective(at) && !grammar_.IsName(at))) {
      break;
    }
    at = next;
  }
  return found && !IsForeseen(lexicon_, text_, grammar_, number.first, number.end);
}

}  // namespace lector::figures
