#include "cli/annotated_text.h"

#include <algorithm>
#include <map>
#include <vector>

#include "cli/offsets.h"

namespace lector::cli {
namespace {

constexpr uint8_t kRed = 31, kGreen = 32, kYellow = 33, kBlue = 34, kMagenta = 35, kCyan = 36;
constexpr Style kLabel{.dim = true};

// One stretch to be shown, and what is written at its ends.
struct Mark {
  ByteSpan span;
  Style style;
  std::string open, close;
};

struct Insert {
  std::string text;
  Style style;
};

Style Merge(const Style& below, const Style& above) {
  return {.colour = above.colour != 0 ? above.colour : below.colour,
          .bold = below.bold || above.bold,
          .italic = below.italic || above.italic,
          .underline = below.underline || above.underline,
          .dim = below.dim || above.dim};
}

// The marks of an answer, outer ones first.
std::vector<Mark> Marks(std::string_view text, const v1::AnalyzeDocumentResponse& response, bool colour) {
  std::map<uint32_t, std::string> types;
  for (const auto& entity : response.entities()) types[entity.id()] = entity.type();
  const OffsetMap map(text, response.offset_encoding());
  std::vector<Mark> marks;
  const auto add = [&](const v1::Span& span, Style style, std::string open, std::string close) {
    const ByteSpan bytes = map.ToBytes(span);
    if (!bytes.empty()) marks.push_back({bytes, style, std::move(open), std::move(close)});
  };
  int quotes = 0;
  for (const auto& annotation : response.annotations()) {
    if (annotation.has_quote()) {
      const std::string number = std::to_string(++quotes);
      const auto& content = annotation.quote().content();
      for (int i = 0; i < content.size(); ++i) {
        const bool last = i + 1 == content.size();
        add(content[i], QuoteStyle(), colour ? "" : "<q" + number + ">",
            colour ? (last ? "[" + number + "]" : "") : "</q" + number + ">");
      }
    } else if (annotation.has_mention()) {
      const std::string& type = types[annotation.mention().entity_id()];
      add(annotation.span(), MentionStyle(type), colour ? "" : "[", colour ? "" : " " + std::string(CoarseType(type)) + "]");
    } else if (annotation.has_figure()) {
      add(annotation.span(), FigureStyle(), colour ? "" : "{", colour ? "" : " = " + FigureValue(annotation.figure()) + "}");
    } else if (annotation.has_custom() && annotation.custom().type() != "lector.v1.Explanation") {
      add(annotation.span(), CustomStyle(), colour ? "" : "(", colour ? "" : " " + annotation.custom().type() + ")");
    }
  }
  std::stable_sort(marks.begin(), marks.end(),
                   [](const Mark& a, const Mark& b) { return a.span.end - a.span.begin > b.span.end - b.span.begin; });
  return marks;
}

// Writes glyphs and labels, switching styles and wrapping lines between words.
class Writer {
 public:
  Writer(const TextLayout& layout, std::string* out) : layout_(layout), out_(out) {}

  void Put(const Glyph& glyph, const Style& style) {
    word_.push_back({glyph.text, style});
    word_width_ += glyph.width;
  }

  void Put(const Insert& insert) {
    word_.push_back({insert.text, insert.style});
    word_width_ += DisplayWidth(insert.text);
  }

  void Space(size_t width, const Style& style) {
    FlushWord();
    spaces_ += width;
    space_style_ = style;
  }

  void NewLine() {
    FlushWord();
    EndLine();
    spaces_ = 0;
  }

 private:
  struct Piece {
    std::string text;
    Style style;
  };

  void FlushWord() {
    if (word_.empty()) return;
    if (layout_.width != 0 && column_ != 0 && column_ + spaces_ + word_width_ > layout_.width) {
      EndLine();
    } else if (spaces_ != 0) {
      Switch(space_style_);
      out_->append(spaces_, ' ');
      column_ += spaces_;
    }
    spaces_ = 0;
    for (const Piece& piece : word_) {
      Switch(piece.style);
      *out_ += piece.text;
    }
    column_ += word_width_;
    word_.clear();
    word_width_ = 0;
  }

  void EndLine() {
    Switch({});
    *out_ += '\n';
    column_ = 0;
  }

  void Switch(const Style& style) {
    if (!layout_.colour || style == current_) return;
    *out_ += Escape(style);
    current_ = style;
  }

  const TextLayout layout_;
  std::string* out_;
  std::vector<Piece> word_;
  Style current_, space_style_;
  size_t word_width_ = 0, column_ = 0, spaces_ = 0;
};

}  // namespace

Style MentionStyle(std::string_view entity_type) {
  const std::string_view type = CoarseType(entity_type);
  if (type == "PERSON") return {.colour = kMagenta, .bold = true};
  if (type == "ORGANIZATION") return {.colour = kBlue, .bold = true};
  if (type == "LOCATION") return {.colour = kGreen, .bold = true};
  return {.bold = true};
}

Style QuoteStyle() { return {.colour = kCyan, .italic = true}; }
Style FigureStyle() { return {.colour = kYellow, .underline = true}; }
Style CustomStyle() { return {.colour = kRed, .underline = true}; }

std::string_view CoarseType(std::string_view type) { return type.substr(0, type.find('.')); }

std::string Grouped(const std::string& number) {
  const size_t begin = number.starts_with('-') ? 1 : 0;
  const size_t digits = std::min(number.find_first_not_of("0123456789", begin), number.size());
  std::string out = number;
  if (digits - begin < 5) return out;
  for (size_t at = digits; at > begin + 3; at -= 3) out.insert(at - 3, "\u00A0");
  return out;
}

std::string FigureValue(const v1::EconomicFigure& figure) {
  std::string value = Grouped(figure.value());
  if (value.empty()) {
    const std::string min = Grouped(figure.min()), max = Grouped(figure.max());
    value = min.empty() ? "up to " + max : max.empty() ? "from " + min : min + " to " + max;
  }
  return figure.unit().empty() ? value : value + " " + figure.unit();
}

std::string RenderAnnotatedText(std::string_view text, const v1::AnalyzeDocumentResponse& response, const TextLayout& layout) {
  std::vector<Style> styles(text.size());
  std::multimap<size_t, Insert> opening, closing;
  for (Mark& mark : Marks(text, response, layout.colour)) {
    for (size_t at = mark.span.begin; at < mark.span.end; ++at) styles[at] = Merge(styles[at], mark.style);
    if (!mark.open.empty()) opening.emplace(mark.span.begin, Insert{std::move(mark.open), kLabel});
    // Inner marks come later in the list and must close first: each goes before those that are there.
    if (!mark.close.empty()) {
      closing.emplace_hint(closing.lower_bound(mark.span.end), mark.span.end, Insert{std::move(mark.close), kLabel});
    }
  }

  std::string out;
  Writer writer(layout, &out);
  const auto put_all = [&](const std::multimap<size_t, Insert>& inserts, size_t at) {
    for (auto [insert, end] = inserts.equal_range(at); insert != end; ++insert) writer.Put(insert->second);
  };
  for (size_t at = 0; at < text.size();) {
    put_all(closing, at);
    put_all(opening, at);
    const Glyph glyph = GlyphAt(text, at);
    if (text[at] == '\n') {
      writer.NewLine();
    } else if (text[at] == ' ' || text[at] == '\t') {
      writer.Space(text[at] == '\t' ? 4 : 1, styles[at]);
    } else if (text[at] != '\r' || at + 1 >= text.size() || text[at + 1] != '\n') {
      writer.Put(glyph, styles[at]);
    }
    at += glyph.size;
  }
  put_all(closing, text.size());
  if (text.empty() || text.back() != '\n') writer.NewLine();
  return out;
}

std::string RenderLegend(bool colour) {
  if (!colour) return "[mention TYPE]  {figure = value}  <q1>quote</q1>\n";
  return Paint("person", MentionStyle("PERSON"), true) + "  " + Paint("organisation", MentionStyle("ORGANIZATION"), true) + "  " +
         Paint("place", MentionStyle("LOCATION"), true) + "  " + Paint("figure", FigureStyle(), true) + "  " +
         Paint("quote", QuoteStyle(), true) + Paint("[number]", kLabel, true) + "\n";
}

}  // namespace lector::cli
