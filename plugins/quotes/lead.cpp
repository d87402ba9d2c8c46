// A paragraph without marks behind a lead-in that ends with a colon: "В мэрии сообщили:" and the words below.
#include "forms.h"
#include "marks.h"

namespace lector::quotes {

namespace {
// Someone's own words, though no verb says so.
bool InFirstPerson(const Page& page, Range rows) {
  for (uint32_t i = rows.begin; i < rows.end; ++i)
    if (page.Is(i, kWordFirstPerson) && page.row(i).stretch < 0) return true;
  return false;
}

constexpr uint32_t kFewest = 4, kFewestOpen = 10;  // words of a paragraph with its full stop, and of one that has lost it
constexpr uint32_t kMaxGap = 2;                    // bytes of line breaks: a wider gap held something that the text has lost
}  // namespace

void FindLeadParagraphs(const Context& context, Candidates* out) {
  const Page& page = context.page;
  const std::vector<Range>& paragraphs = page.paragraphs();
  for (size_t p = 0; p + 1 < paragraphs.size(); ++p) {
    context.check();
    const uint32_t colon = paragraphs[p].end - 1;
    const Range words = paragraphs[p + 1];
    if (!page.IsSign(colon, Sign::kColon) || page.IsSign(words.begin, Sign::kMark) || page.IsSign(words.begin, Sign::kDash))
      continue;
    const uint32_t fewest = page.IsSign(words.end - 1, Sign::kStop) ? kFewest : kFewestOpen;
    if (page.CountWords(words) < fewest || page.row(words.begin).stretch >= 0) continue;
    if (page.Span(words).begin - page.Span({colon, colon + 1}).end > kMaxGap || page.IsSign(words.end - 1, Sign::kColon))
      continue;
    const Range lead{page.SentenceOf(colon).begin, colon};
    const Hit* cue = LastCue(page, lead, true);
    if (cue == nullptr) {
      if (fewest == kFewest && InFirstPerson(page, words))
        out->push_back({Rule::kLead, Kind::kDirect, {page.Trim(words)}, nullptr, {}, 0.6f});
      continue;
    }
    if (IsNegated(page, *cue)) continue;
    Speaker speaker = SubjectOf(context, *cue, lead);
    if (speaker.kind == Speaker::Kind::kMedium)  // its own words: "Газета написала:"
      speaker.kind = speaker.name != nullptr ? Speaker::Kind::kName : Speaker::Kind::kNoun;
    out->push_back({Rule::kLead, Kind::kDirect, {page.Trim(words)}, cue, speaker, 0.7f});
  }
}

}  // namespace lector::quotes
