#include "marks.h"

#include <array>

namespace lector::quotes {
namespace {

using Family = Mark::Family;
using Side = Mark::Side;

constexpr size_t kFamilies = static_cast<size_t>(Family::kCount);

// Whether the neighbours make a mark without a direction an opening one.
bool LooksOpening(const Page& page, uint32_t row) {
  const bool space_before =
      row == 0 || !page.Touches(row) || page.IsSign(row - 1, Sign::kOpen) || page.IsSign(row - 1, Sign::kDash);
  const bool space_behind = row + 1 >= page.size() || !page.Touches(row + 1);
  if (space_before && !space_behind) return true;
  if (!space_before && space_behind) return false;
  if (!space_before && page.IsSign(row - 1, Sign::kMark))  // ""Word or word""
    return page.IsWord(row + 1) || page.IsSign(row + 1, Sign::kNumber);
  if (space_before) return false;  // a mark that stands alone
  return !page.IsWord(row - 1) && !page.IsSign(row - 1, Sign::kNumber) && !page.IsSign(row - 1, Sign::kStop) &&
         !page.IsSign(row - 1, Sign::kComma) && page.IsWord(row + 1);
}

// Stretches of one paragraph, or of several that a quote runs over.
class Matcher {
 public:
  explicit Matcher(const Page& page) : page_(page) { last_close_.fill(kNone); }

  void Paragraph(Range paragraph) {
    uint32_t row = paragraph.begin;
    if (!open_.empty()) {  // the quote goes on: its repeated opening mark says nothing new
      if (page_.IsSign(row, Sign::kMark)) ++row;
    }
    for (; row < paragraph.end; ++row) {
      if (page_.IsSign(row, Sign::kMark) && !IsBlockMarker(page_, row)) Read(ReadMark(page_, row));
    }
  }

  // At the end of a paragraph: whether the quote goes on in `next`.
  bool GoesOn(Range paragraph, Range next) const {
    if (open_.empty() || next.empty() || !page_.IsSign(next.begin, Sign::kMark) || IsBlockMarker(page_, next.begin)) return false;
    const Mark& first = open_.front();
    if (!goes_on_ && !OpensParagraph(first.row, paragraph)) return false;
    const Mark mark = ReadMark(page_, next.begin);
    const uint32_t last = last_close_[Index(first.family)];
    const bool ends_closed = last != kNone && last + 3 > paragraph.end;  // "... «Искра»." may close both
    return mark.side == Side::kOpen && mark.family == first.family && !ends_closed;
  }
  void SetGoesOn(bool goes_on) { goes_on_ = goes_on; }

  // Ends what is open and hands out the outermost stretches.
  void Finish(uint32_t end, std::vector<Stretch>* out) {
    CloseUnclosed(end);
    uint32_t covered = 0;
    // `done_` is in the order of closing; outermost ones are found from the back.
    std::vector<Stretch> outer;
    uint32_t limit = UINT32_MAX;
    for (size_t i = done_.size(); i-- > 0;) {
      if (done_[i].open >= limit) continue;
      outer.push_back(done_[i]);
      limit = done_[i].open;
    }
    for (size_t i = outer.size(); i-- > 0;) {
      if (outer[i].open < covered) continue;
      out->push_back(outer[i]);
      covered = outer[i].End();
    }
    done_.clear();
    open_.clear();
    count_.fill(0);
    last_close_.fill(kNone);
    goes_on_ = false;
  }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;
  static size_t Index(Family family) { return static_cast<size_t>(family); }

  bool OpensParagraph(uint32_t row, Range paragraph) const {
    return row == paragraph.begin || (row == paragraph.begin + 1 && page_.IsSign(paragraph.begin, Sign::kMark)) ||
           (row > 0 && page_.IsSign(row - 1, Sign::kColon));
  }

  void Read(Mark mark) {
    if (mark.side == Side::kOpen) {
      open_.push_back(mark);
      ++count_[Index(mark.family)];
      return;
    }
    // "Words” with marks of two kinds: the curly one closes the straight one, and the other way.
    if (count_[Index(mark.family)] == 0 && !open_.empty()) {
      const Family top = open_.back().family;
      const bool twins = (top == Family::kStraight && mark.family == Family::kCurly) ||
                         (top == Family::kCurly && mark.family == Family::kStraight);
      if (twins) mark.family = top;
    }
    if (count_[Index(mark.family)] == 0) return;  // closes nothing
    while (open_.back().family != mark.family) Pop();
    done_.push_back({open_.back().row, mark.row, true});
    Pop();
    last_close_[Index(mark.family)] = mark.row;
  }

  void Pop() {
    --count_[Index(open_.back().family)];
    open_.pop_back();
  }

  // A first mark that stayed open takes the last closing mark of its family; else it runs to the end, if it began there.
  void CloseUnclosed(uint32_t end) {
    if (open_.empty()) return;
    const Mark first = open_.front();
    const uint32_t last = last_close_[Index(first.family)];
    if (last != kNone && last > first.row) done_.push_back({first.row, last, true});
    else if (goes_on_ || first.row == 0 || !page_.IsWord(first.row - 1)) done_.push_back({first.row, end, false});
  }

  const Page& page_;
  std::vector<Mark> open_;
  std::vector<Stretch> done_;
  std::array<uint32_t, kFamilies> count_ = {};
  std::array<uint32_t, kFamilies> last_close_ = {};
  bool goes_on_ = false;
};

}  // namespace

bool IsBlockMarker(const Page& page, uint32_t row) {
  return page.word(row) == "«" && row + 1 < page.size() && !page.Touches(row + 1) && page.ParagraphOf(row).begin == row &&
         page.ParagraphOf(row).end > row + 1;
}

Mark ReadMark(const Page& page, uint32_t row) {
  const std::string_view w = page.word(row);
  if (w == "«" || w == "‹") return {Family::kGuillemet, Side::kOpen, row};
  if (w == "»" || w == "›") return {Family::kGuillemet, Side::kClose, row};
  if (w == "„") return {Family::kCurly, Side::kOpen, row};
  if (w == "”") return {Family::kCurly, LooksOpening(page, row) ? Side::kOpen : Side::kClose, row};
  if (w == "“") return {Family::kCurly, LooksOpening(page, row) ? Side::kOpen : Side::kClose, row};
  if (w == "‘" || w == "’" || w == "'" || w == "‚" || w == "`")
    return {Family::kSingle, w == "‚" || LooksOpening(page, row) ? Side::kOpen : Side::kClose, row};
  return {Family::kStraight, LooksOpening(page, row) ? Side::kOpen : Side::kClose, row};
}

std::vector<Stretch> MatchMarks(const Page& page, const Check& check) {
  std::vector<Stretch> out;
  Matcher matcher(page);
  const std::vector<Range>& paragraphs = page.paragraphs();
  for (size_t i = 0; i < paragraphs.size(); ++i) {
    check();
    matcher.Paragraph(paragraphs[i]);
    const bool goes_on = i + 1 < paragraphs.size() && matcher.GoesOn(paragraphs[i], paragraphs[i + 1]);
    if (goes_on) matcher.SetGoesOn(true);
    else matcher.Finish(paragraphs[i].end, &out);
  }
  return out;
}

}  // namespace lector::quotes
