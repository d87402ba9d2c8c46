#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace lector::cli {
namespace {

void Append(std::string* out, UChar32 character) {
  char buffer[U8_MAX_LENGTH];
  int32_t size = 0;
  U8_APPEND_UNSAFE(buffer, size, character);
  out->append(buffer, static_cast<size_t>(size));
}

size_t WidthOf(UChar32 character) {
  switch (u_charType(character)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return character == 0x00AD ? 1 : 0;  // terminals show the soft hyphen
    default:
      break;
  }
  const int32_t width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool IsBidiControl(UChar32 character) { return u_hasBinaryProperty(character, UCHAR_BIDI_CONTROL) != 0; }

}  // namespace

Glyph GlyphAt(std::string_view text, size_t at) {
  auto next = static_cast<int32_t>(at);
  UChar32 character;
  U8_NEXT_OR_FFFD(text.data(), next, static_cast<int32_t>(text.size()), character);
  if (character < 0x20) {
    character += 0x2400;  // U+241B for ESC, and so on
  } else if (character == 0x7F) {
    character = 0x2421;
  } else if ((character >= 0x80 && character < 0xA0) || IsBidiControl(character)) {
    character = 0xFFFD;
  }
  Glyph glyph{.width = WidthOf(character), .size = static_cast<size_t>(next) - at};
  Append(&glyph.text, character);
  return glyph;
}

size_t DisplayWidth(std::string_view text) {
  size_t width = 0;
  for (size_t at = 0; at < text.size();) {
    const Glyph glyph = GlyphAt(text, at);
    width += glyph.width;
    at += glyph.size;
  }
  return width;
}

std::string Shorten(std::string_view text, size_t width) {
  std::string out, fitting;  // fitting: what stands if an ellipsis follows
  size_t used = 0;
  bool space = false;
  for (size_t at = 0; at < text.size();) {
    const Glyph glyph = GlyphAt(text, at);
    const char first = text[at];
    at += glyph.size;
    if (first == ' ' || first == '\n' || first == '\t' || first == '\r') {
      space = !out.empty();
      continue;
    }
    const size_t needed = glyph.width + (space ? 1 : 0);
    if (used + needed > width) return width == 0 ? std::string() : fitting + "…";
    if (space) out += ' ';
    out += glyph.text;
    used += needed;
    space = false;
    if (used + 1 <= width) fitting = out;
  }
  return out;
}

std::string Escape(const Style& style) {
  std::string out = "\033[0";
  if (style.bold) out += ";1";
  if (style.dim) out += ";2";
  if (style.italic) out += ";3";
  if (style.underline) out += ";4";
  if (style.colour != 0) out += ";" + std::to_string(style.colour);
  return out + "m";
}

std::string Paint(std::string_view text, const Style& style, bool colour) {
  if (!colour || style.plain() || text.empty()) return std::string(text);
  return Escape(style) + std::string(text) + Escape({});
}

size_t TerminalWidth(int fd, size_t fallback) {
  winsize size{};
  if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) return size.ws_col;
  return fallback;
}

bool UseColour(ColourMode mode, int fd) {
  if (mode != ColourMode::kAuto) return mode == ColourMode::kAlways;
  const char* no_colour = std::getenv("NO_COLOR");
  if (no_colour != nullptr && *no_colour != '\0') return false;
  const char* terminal = std::getenv("TERM");
  return isatty(fd) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

}  // namespace lector::cli
