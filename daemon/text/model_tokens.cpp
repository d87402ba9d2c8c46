#include "daemon/text/model_tokens.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <utility>

#include "daemon/text/code_point_table.h"
#include "daemon/text/document.h"

namespace lector::text {
namespace {

constexpr uint32_t kBytesBetweenChecks = 1 << 18;

// Runs of the first three are one atom, everything else is an atom a code point. From kMark on they are marks; what else
// is to be known of a mark is its code point.
enum AtomKind : uint8_t { kSpace, kRussian, kLatin, kDigits, kOther, kMark, kDash, kUnderscore, kDotOrComma, kSlash };

bool IsMark(AtomKind kind) { return kind >= kMark; }
bool IsEnding(UChar32 c) { return c == '.' || c == '?' || c == '!' || c == 0x2026; }

// The letters that regular expressions without regard to case count among а-яё and a-z: the folds of other code points too.
bool IsRussian(UChar32 c) { return (c >= 0x410 && c <= 0x44F) || c == 0x401 || c == 0x451 || (c >= 0x1C80 && c <= 0x1C86); }
bool IsLatin(UChar32 c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == 0x130 || c == 0x131 || c == 0x17F || c == 0x212A;
}

// The white space of Python, not of Unicode: four control characters more.
bool IsSpace(UChar32 c) { return u_isUWhiteSpace(c) || (c >= 0x1C && c <= 0x1F); }

uint8_t AtomKindOf(UChar32 c) {
  if (IsSpace(c)) return kSpace;
  if (IsRussian(c)) return kRussian;
  if (IsLatin(c)) return kLatin;
  if (u_isdigit(c)) return kDigits;
  switch (c) {
    case '-':
    case 0x2011:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return kDash;
    case '_':
      return kUnderscore;
    case '.':
    case ',':
      return kDotOrComma;
    case '/':
    case '\\':
      return kSlash;
    case '{':
      return kOther;  // as the rules have it: } is a mark
    case 0x2018:      // ‘ ’ “ ” „ « » … №
    case 0x2019:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB:
    case 0x2026:
    case 0x2116:
      return kMark;
    default:
      return c < 0x7F && u_isgraph(c) ? kMark : kOther;
  }
}

const CodePointTable& AtomKinds() {
  static const CodePointTable table(AtomKindOf);
  return table;
}

struct Atom {
  AtomKind kind = kSpace;  // kSpace: there is none
  UChar32 code = 0;        // its first code point
  uint32_t begin = 0, end = 0;
};

// Reads atoms one after another and glues those that belong to one token. Whether two do depends on them, on the atom before
// and on the one after, spaces or none between: that is how the rules were meant to be read by the models' authors' code.
class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {
    out_.begin.reserve(text.size() / 8);
    out_.end.reserve(text.size() / 8);
  }

  Result<ModelTokenRows> Run(const Stop& stop) {
    uint32_t next_check = kBytesBetweenChecks;
    Atom before, left = Next(), right = Next();
    if (left.kind != kSpace) Open(left);
    while (right.kind != kSpace) {
      const Atom after = Next();
      if (left.end == right.begin && AreGlued(before, left, right, after)) {
        Extend(right);
      } else {
        out_.end.push_back(left.end);
        Open(right);
      }
      before = left;
      left = right;
      right = after;
      if (at_ < next_check) continue;
      next_check = at_ + kBytesBetweenChecks;
      if (Status status = stop.Check(); !status.ok()) return status;
    }
    if (left.kind != kSpace) out_.end.push_back(left.end);
    return std::move(out_);
  }

 private:
  UChar32 Read(uint32_t& at, AtomKind& kind) const {
    UChar32 code;
    size_t next = at;
    U8_NEXT_UNSAFE(text_.data(), next, code);
    at = static_cast<uint32_t>(next);
    kind = code < CodePointTable::kLimit ? static_cast<AtomKind>(kinds_[code]) : kOther;
    return code;
  }

  Atom Next() {
    Atom out;
    while (at_ < text_.size() && out.kind == kSpace) {
      out.begin = at_;
      out.code = Read(at_, out.kind);
    }
    out.end = at_;
    if (out.kind == kSpace || out.kind > kDigits) return out;
    AtomKind kind;
    for (uint32_t next = at_; next < text_.size(); at_ = next) {
      Read(next, kind);
      if (kind != out.kind) break;
    }
    out.end = at_;
    return out;
  }

  void Open(const Atom& atom) {
    out_.begin.push_back(atom.begin);
    mouths_ = 0;
    is_smiley_ = atom.code == ':' || atom.code == ';' || atom.code == '=';
  }
  void Extend(const Atom& atom) {
    ++mouths_;
    is_smiley_ = is_smiley_ && (atom.code == '(' || atom.code == ')');
  }

  bool AreGlued(const Atom& before, const Atom& left, const Atom& right, const Atom& after) const {
    if (IsMark(left.kind)) {
      if (JoinsAround(left.kind, before.kind, right.kind)) return true;
    }
    if (IsMark(right.kind)) {
      if (JoinsAround(right.kind, left.kind, after.kind)) return true;
      if (IsMark(left.kind)) return AreGluedMarks(left.code, right.code);
      return right.code == '!' && IsYahoo(left);
    }
    const bool left_sticks = left.kind == kOther || left.kind == kRussian || left.kind == kLatin;
    return (left.kind == kOther && (right.kind == kOther || right.kind == kRussian || right.kind == kLatin)) ||
           (left_sticks && right.kind == kOther);
  }

  // Whether a mark joins what stands to its left and to its right: "что-то", "4,1", "1/2".
  static bool JoinsAround(AtomKind mark, AtomKind left, AtomKind right) {
    if (left == kSpace || right == kSpace) return false;
    if (mark == kDash || mark == kUnderscore) return !IsMark(left) && !IsMark(right);
    return (mark == kDotOrComma || mark == kSlash) && left == kDigits && right == kDigits;
  }

  bool AreGluedMarks(UChar32 left, UChar32 right) const {
    if (is_smiley_ && mouths_ < 3 && (right == '(' || right == ')')) return true;
    if (IsEnding(left) && IsEnding(right)) return true;
    return left == right && (left == '-' || left == '*');
  }

  bool IsYahoo(const Atom& atom) const {
    constexpr std::string_view kName = "yahoo";
    if (atom.end - atom.begin != kName.size()) return false;
    for (uint32_t i = 0; i < kName.size(); ++i) {
      if ((text_[atom.begin + i] | 0x20) != kName[i]) return false;
    }
    return true;
  }

  const std::string_view text_;
  const CodePointTable& kinds_ = AtomKinds();
  uint32_t at_ = 0;
  bool is_smiley_ = false;  // the token so far is an eye and mouths: ":((" ";)"
  uint32_t mouths_ = 0;
  ModelTokenRows out_;
};

class ModelTokenLayer : public Layer {
 public:
  ModelTokenLayer(ModelTokenRows rows, const lector_tokens& tokens) : rows_(std::move(rows)) {
    const size_t size = rows_.begin.size();
    token_.assign(size, kNoToken);
    first_.reserve(tokens.count);
    uint32_t row = 0;
    for (uint32_t i = 0; i < tokens.count; ++i) {
      while (row < size && rows_.end[row] <= tokens.begin[i]) ++row;
      first_.push_back(row);
      for (uint32_t inner = row; inner < size && rows_.begin[inner] < tokens.end[i]; ++inner) {
        if (token_[inner] == kNoToken) token_[inner] = i;
      }
    }
    view_ = {rows_.begin, rows_.end, token_, first_};
  }
  const void* view() const override { return &view_; }

 private:
  const ModelTokenRows rows_;
  std::vector<uint32_t> token_, first_;
  ModelTokens view_;
};

class ModelTokenProvider : public LayerProvider {
 public:
  uint32_t layer() const override { return kModelTokens; }
  Result<std::unique_ptr<Layer>> Compute(const Document& document, const Stop& stop) const override {
    const Result<const lector_tokens*> tokens = document.Get<lector_tokens>(LECTOR_LAYER_TOKENS, stop);
    if (!tokens.ok()) return tokens.status();
    Result<ModelTokenRows> rows = CutModelTokens(document.text(), stop);
    if (!rows.ok()) return rows.status();
    return std::unique_ptr<Layer>(std::make_unique<ModelTokenLayer>(*std::move(rows), **tokens));
  }
};

}  // namespace

Result<ModelTokenRows> CutModelTokens(std::string_view text, const Stop& stop) { return Cutter(text).Run(stop); }

void AddModelTokens(LayerRegistry& registry) { registry.Add(std::make_unique<ModelTokenProvider>(), "*"); }

}  // namespace lector::text
