// The part of Assembler that counts where the noun is left out: "четверо доставлены в больницу", "остальные 201 остаются",
// "семеро из задержанных". It stands for the noun that was counted last, in this sentence or the one before, or for people.
#include "plugins/figures/assembler.h"

namespace lector::figures {
namespace {

constexpr std::string_view kPerson = "человек";
constexpr uint32_t kFillers = 3;  // "спасти удалось еще лишь 79"

}  // namespace

// counted: the last count of this sentence or the one before, or null.
bool Assembler::CountElliptic(const Figure* counted, Figure* figure) const {
  if (!grammar_->known() || figure->number.has_magnitude) return false;
  if (text_.english) return counted != nullptr && CountBefallen(*counted, figure);
  if (figure->number.one && !figure->number.digits) return false;
  if (CountOfThose(figure)) return true;
  const bool collective = !figure->number.digits && lexicon_.Has(text_, figure->first, Category::kCollective);
  const bool others = figure->first > 0 && lexicon_.Has(text_, figure->first - 1, Category::kOthers);
  const bool same_sentence = counted != nullptr && counted->sentence == figure->sentence;
  if (others && counted != nullptr && StandsBare(*figure)) return SetCounted(counted->unit.code, figure->end, figure);
  const bool befallen = IsBefallen(figure->end) || IsBefallen(VerbBefore(*figure));
  const Match before = figure->first > 0 ? lexicon_.Find(text_, figure->first - 1, Category::kPreposition) : Match();
  if (collective && before && (before.entry->code == "on" || before.entry->code == "by")) return false;  // "тур на двоих"
  if (!(collective ? StandsBare(*figure) : befallen && StandsBare(*figure))) return false;
  const bool person = counted != nullptr && IsPerson(counted->unit.code);
  if (person ? same_sentence || !befallen : same_sentence && !collective)
    return SetCounted(counted->unit.code, figure->end, figure);
  return SetCounted(kPerson, figure->end, figure);
}

// "23 people were killed and more than 100 injured"
bool Assembler::CountBefallen(const Figure& counted, Figure* figure) const {
  if (counted.sentence != figure->sentence || !figure->number.digits || IsYearLike(figure->number)) return false;
  const Match word = lexicon_.Find(text_, figure->end, Category::kEconomic);
  const bool befallen = word && word.entry->code == "not" && word.entry->extra == "befall";
  return befallen && SetCounted(counted.unit.code, figure->end, figure);
}

// "семеро из задержанных", "пять из этих компаний": a part of what the noun names.
bool Assembler::CountOfThose(Figure* figure) const {
  const Match of = lexicon_.Find(text_, figure->end, Category::kPreposition);
  if (!of || of.entry->code != "of" || !figure->number.value.is_integer() || figure->number.vague) return false;
  uint32_t at = of.end;
  const auto plural_genitive = [&](uint32_t atom) {
    const uint64_t feats = grammar_->Features(atom);
    return LECTOR_FEAT(feats, NUMBER) == LECTOR_NUMBER_PLUR && LECTOR_FEAT(feats, CASE) == LECTOR_CASE_GEN;
  };
  while (at < of.end + kFillers && grammar_->IsAdjective(at) && plural_genitive(at) && plural_genitive(at + 1) &&
         !text_.atoms[at + 1].newline)
    ++at;
  if (at >= text_.size() || text_.atoms[at].newline || text_.atoms[at].upper || !plural_genitive(at)) return false;
  const std::string person = grammar_->IsNoun(at) ? std::string() : SubstantiveAt(at);
  if (!grammar_->IsNoun(at) && person.empty()) return false;
  const std::string_view lemma = person.empty() ? grammar_->Lemma(at) : std::string_view(person);
  if (!SetCounted(lemma, figure->end, figure)) return false;
  figure->role = Role::kShare;
  return true;
}

// "погибший" of "погибших": an adjective that stands for people.
std::string Assembler::SubstantiveAt(uint32_t atom) const {
  constexpr std::string_view kGenitive = "х", kNominative = "й";
  const std::string_view form = text_.raw(atom);
  if (text_.english || !grammar_->IsAdjective(atom) || !form.ends_with(kGenitive)) return {};
  std::string lemma = std::string(form.substr(0, form.size() - kGenitive.size())).append(kNominative);
  return lexicon_.FindWord(lemma, Category::kEconomic) != nullptr ? lemma : std::string();
}

// Whether neither a noun nor a name follows, so that nothing can be what the number counts.
bool Assembler::StandsBare(const Figure& figure) const {
  const uint32_t first = figure.first, end = figure.end;
  if (first > 0 && !text_.atoms[first].newline && grammar_->IsName(first - 1)) return false;  // "Россия 24 сообщила"
  if (first > 0 && text_.glued(first) && !text_.is_word(first - 1) && text_.symbol(first - 1) != '(') return false;
  return StandsAlone(figure) || grammar_->IsVerb(end);
}

// The verb right before the number, with "еще" or "только" between.
uint32_t Assembler::VerbBefore(const Figure& figure) const {
  uint32_t at = figure.first;
  for (uint32_t count = 0; count < kFillers && at > 0 && !text_.atoms[at].newline; ++count) {
    --at;
    if (grammar_->IsVerb(at)) return at;
    if (!lexicon_.Has(text_, at, Category::kOnly) && !lexicon_.Has(text_, at, Category::kFunction) &&
        !lexicon_.Has(text_, at, Category::kModifier))
      break;
  }
  return kNoFigure;
}

// Whether an atom is a verb of what happens to people: "погибли", "ранены"; "спасти удалось" too.
bool Assembler::IsBefallen(uint32_t atom) const {
  if (atom >= text_.size() || !grammar_->IsVerb(atom) || text_.atoms[atom].newline) return false;
  for (uint32_t verb : {atom, atom - 1}) {
    const Entry* entry = verb < text_.size() ? lexicon_.FindWord(grammar_->Lemma(verb), Category::kEconomic) : nullptr;
    if (entry != nullptr && entry->code == "not" && entry->extra == "befall" && grammar_->IsVerb(verb)) return true;
  }
  return false;
}

bool Assembler::IsPerson(std::string_view noun) const {
  const Entry* entry = lexicon_.FindWord(noun, Category::kEconomic);
  return entry != nullptr && (entry->code == "person" || (entry->code == "not" && entry->extra == "person"));
}

}  // namespace lector::figures
