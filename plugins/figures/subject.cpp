#include "plugins/figures/subject.h"

#include <algorithm>
#include <string_view>

namespace lector::figures {
namespace {

constexpr uint32_t kPhraseReach = 80;    // bytes of a noun phrase behind its noun
constexpr uint32_t kPossessiveGap = 24;  // bytes between "Alpha's" and "revenue"

class Subjects {
 public:
  Subjects(const Text& text, std::span<const Named> named) : text_(text), named_(named) {}

  uint32_t Of(const Situation& situation, const Figure& figure) const {
    if (figure.indicator_end > figure.indicator_begin) {
      if (const uint32_t own = Covering(figure.indicator_begin); own != 0) return own;
      if (const uint32_t owner = Possessor(figure.indicator_begin); owner != 0) return owner;
      if (const uint32_t owner = Behind(situation, figure); owner != 0) return owner;
    }
    const uint32_t subject = situation.frame.subject;
    return subject == kNoAtom || Parted(text_.atoms[subject].begin, figure.begin_byte) ? 0 : Covering(text_.atoms[subject].begin);
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

  uint32_t Covering(uint32_t byte) const {
    auto it = From(byte + 1);
    if (it == named_.begin()) return 0;
    --it;
    return it->end > byte ? it->entity : 0;
  }

  // "Alpha's revenue"
  uint32_t Possessor(uint32_t noun) const {
    auto it = From(noun);
    if (!text_.english || it == named_.begin()) return 0;
    --it;
    if (it->end > noun || noun - it->end > kPossessiveGap) return 0;
    const std::string_view between = text_.text.substr(it->end, noun - it->end);
    return between.starts_with("'") || between.starts_with("’") ? it->entity : 0;
  }

  // "выручка группы «Альфа»", "revenue at Alpha": within the phrase of the indicator, before its verb or figure.
  uint32_t Behind(const Situation& situation, const Figure& figure) const {
    uint32_t limit = figure.indicator_end + kPhraseReach;
    if (figure.begin_byte >= figure.indicator_end) limit = std::min(limit, figure.begin_byte);
    const uint32_t verb = situation.frame.verb;
    if (verb != kNoAtom && text_.atoms[verb].begin >= figure.indicator_end) limit = std::min(limit, text_.atoms[verb].begin);
    const auto it = From(figure.indicator_end);
    if (it == named_.end() || it->begin >= limit) return 0;
    const std::string_view between = text_.text.substr(figure.indicator_end, it->begin - figure.indicator_end);
    return between.find_first_of(",;.:()\n") == std::string_view::npos ? it->entity : 0;
  }

  const Text& text_;
  std::span<const Named> named_;
};

}  // namespace

void AssignSubjects(const Text& text, std::span<const Named> named, const std::vector<Situation>& situations,
                    std::vector<Figure>* figures) {
  if (named.empty()) return;
  const Subjects subjects(text, named);
  const Figure* before = nullptr;
  for (size_t k = 0; k < figures->size(); ++k) {
    Figure& figure = (*figures)[k];
    if (figure.dropped || !figure.has_unit) continue;
    const bool same = before != nullptr && before->sentence == figure.sentence && !figure.indicator.empty() &&
                      before->indicator_begin == figure.indicator_begin;
    figure.subject = same ? before->subject : subjects.Of(situations[k], figure);
    before = &figure;
  }
}

}  // namespace lector::figures
