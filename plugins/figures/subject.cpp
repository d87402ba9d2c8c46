#include "plugins/figures/subject.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace lector::figures {
namespace {

constexpr uint32_t kPhraseReach = 80;    // bytes of a noun phrase behind its noun
constexpr uint32_t kPossessiveGap = 24;  // bytes between "Alpha's" and "revenue"

std::string Lower(const std::string& text) {  // "EBITDA", "ВВП"
  std::string out;
  icu::UnicodeString::fromUTF8(text).toLower(icu::Locale::getRoot()).toUTF8String(out);
  return out;
}

class Subjects {
 public:
  Subjects(const Lexicon& lexicon, const Text& text, std::span<const Named> named)
      : lexicon_(lexicon), text_(text), named_(named) {}

  // "в Испании (10%) и Греции (9%)": the name that a figure in brackets stands behind.
  const Named* Bracketed(const Situation& situation) const {
    const uint32_t boundary = situation.boundary;
    const bool bracket = boundary > situation.sentence_first + 1 && text_.symbol(boundary - 1) == '(' && !text_.english;
    return bracket ? Covering(text_.atoms[boundary - 2].begin) : nullptr;
  }

  // nullptr: nobody is named.
  const Named* Of(const Situation& situation, const Figure& figure) const {
    if (figure.indicator_end > figure.indicator_begin) {
      if (const Named* own = Covering(figure.indicator_begin)) return own;
      if (const Named* owner = Possessor(figure.indicator_begin)) return owner;
      if (const Named* owner = Behind(situation, figure)) return owner;
    }
    const uint32_t subject = situation.frame.subject;
    const bool parted = subject == kNoAtom || Parted(text_.atoms[subject].begin, figure.begin_byte);
    if (parted) return nullptr;
    const Named* const own = Covering(text_.atoms[subject].begin);
    return own != nullptr ? own : Possessor(text_.atoms[subject].begin);  // "Alpha's unit earned 5 million"
  }

  // Whether the indicator of a figure is who did something ("завод потерял 5 млн"), or who scored; but "получить за Лосева 5 млн",
  // "Nikkei вырос на 5%".
  bool IsWho(const Figure& figure) const {
    const Named* named = figure.indicator.empty() ? nullptr : Covering(figure.indicator_begin);
    if (named == nullptr) return false;
    const std::string_view rule = figure.indicator_rule;
    const bool acts = figure.role != Role::kShare && (rule == "subject" || rule == "of the figure before");
    if (!named->name) return named->organization && acts;
    if (named->organization) return figure.unit.kind == Kind::kIndex && figure.unit.not_economic;
    const auto atom = std::lower_bound(text_.atoms.begin(), text_.atoms.end(), named->begin,
                                       [](const Atom& a, uint32_t byte) { return a.begin < byte; });
    const auto row = static_cast<uint32_t>(atom - text_.atoms.begin());
    return named->person && (row == 0 || !(lexicon_.Has(text_, row - 1, Category::kPreposition) ||
                                          lexicon_.Has(text_, row - 1, Category::kPurpose)));
  }

  // Whether one of that kind is named between these bytes.
  bool Has(uint32_t begin, uint32_t end, bool Named::*kind) const {
    for (auto it = From(begin); it != named_.end() && it->begin < end; ++it)
      if ((*it).*kind) return true;
    return false;
  }

 private:
  // The first mention that begins at this byte or behind it.
  std::span<const Named>::iterator From(uint32_t byte) const {
    return std::lower_bound(named_.begin(), named_.end(), byte, [](const Named& named, uint32_t at) { return named.begin < at; });
  }

  // "Лосев указал на рост: 97% расчетов идут": what stands behind a colon has another subject.
  bool Parted(uint32_t subject, uint32_t figure) const {
    return subject < figure && text_.text.substr(subject, figure - subject).find_first_of(":;\n") != std::string_view::npos;
  }

  const Named* Covering(uint32_t byte) const {
    auto it = From(byte + 1);
    if (it == named_.begin()) return nullptr;
    --it;
    return it->end > byte ? &*it : nullptr;
  }

  // "Alpha's revenue"
  const Named* Possessor(uint32_t noun) const {
    auto it = From(noun);
    if (!text_.english || it == named_.begin()) return nullptr;
    --it;
    if (it->end > noun || noun - it->end > kPossessiveGap) return nullptr;
    const std::string_view between = text_.text.substr(it->end, noun - it->end);
    return between.starts_with("'") || between.starts_with("’") ? &*it : nullptr;
  }

  // "выручка группы «Альфа»", "revenue at Alpha": within the phrase of the indicator, before its verb or figure.
  const Named* Behind(const Situation& situation, const Figure& figure) const {
    uint32_t limit = figure.indicator_end + kPhraseReach;
    if (figure.begin_byte >= figure.indicator_end) limit = std::min(limit, figure.begin_byte);
    const uint32_t verb = situation.frame.verb;
    if (verb != kNoAtom && text_.atoms[verb].begin >= figure.indicator_end) limit = std::min(limit, text_.atoms[verb].begin);
    const auto it = From(figure.indicator_end);
    if (it == named_.end() || it->begin >= limit) return nullptr;
    const std::string_view between = text_.text.substr(figure.indicator_end, it->begin - figure.indicator_end);
    if (between.find_first_of(",;.:()\n") != std::string_view::npos) return nullptr;
    return between.ends_with(" на ") && it->organization ? nullptr : &*it;  // "акции на бирже"
  }

  const Lexicon& lexicon_;
  const Text& text_;
  std::span<const Named> named_;
};

// Whose measure was told last.
class Owners {
 public:
  Owners(const Lexicon& lexicon, const Text& text, const Subjects& subjects)
      : lexicon_(lexicon), text_(text), subjects_(subjects) {}

  // The subject of a figure that has none of its own; a subject of its own is the owner from now on.
  const Named* Pass(const Situation& situation, const Figure& figure, const Named* subject) {
    const Entry* const owned = lexicon_.FindWord(Lower(figure.indicator), Category::kOwned);
    if (owned == nullptr) return subject;
    const bool of_place = owned->code == "place";
    const auto kind = of_place ? &Named::place : &Named::organization;
    const Named*& owner = of_place ? place_ : company_;
    if (subject != nullptr) {
      if (subject->*kind) owner = subject;
      return subject;
    }
    const uint32_t sentence = situation.sentence_first < text_.size() ? text_.atoms[situation.sentence_first].begin : 0;
    return subjects_.Has(sentence, figure.begin_byte, kind) ? nullptr : owner;
  }

 private:
  const Lexicon& lexicon_;
  const Text& text_;
  const Subjects& subjects_;
  const Named *company_ = nullptr, *place_ = nullptr;
};

}  // namespace

void AssignSubjects(const Lexicon& lexicon, const Text& text, std::span<const Named> named,
                    const std::vector<Situation>& situations, std::vector<Figure>* figures) {
  if (named.empty()) return;
  const Subjects subjects(lexicon, text, named);
  Owners owners(lexicon, text, subjects);
  const Figure* before = nullptr;
  const Named* subject = nullptr;
  for (size_t k = 0; k < figures->size(); ++k) {
    Figure& figure = (*figures)[k];
    if (figure.dropped || !figure.has_unit) continue;
    const bool counted = before != nullptr && before->indicator.empty() && before->unit.kind == Kind::kCount;
    const bool same = before != nullptr && before->sentence == figure.sentence && !figure.indicator.empty() &&
                      (counted ? before->begin_byte : before->indicator_begin) == figure.indicator_begin;
    if (const Named* const named_before = subjects.Bracketed(situations[k]); named_before != nullptr) {
      figure.subject = named_before->entity;
      before = nullptr;
      continue;
    }
    if (!same) subject = subjects.Of(situations[k], figure);
    subject = owners.Pass(situations[k], figure, subject);
    figure.subject = subject == nullptr ? 0 : subject->entity;
    before = &figure;
  }
  for (Figure& figure : *figures) {
    if (!subjects.IsWho(figure)) continue;
    figure.indicator.clear();
    figure.indicator_begin = figure.indicator_end = 0;
    figure.indicator_rule = "";
  }
}

}  // namespace lector::figures
