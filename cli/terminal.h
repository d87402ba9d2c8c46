// What a terminal shows: widths of characters, colours, and nothing that would command it.
#ifndef LECTOR_CLI_TERMINAL_H_
#define LECTOR_CLI_TERMINAL_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace lector::cli {

// A character as it is shown.
struct Glyph {
  std::string text;  // control characters replaced by their pictures, so that a text cannot command the terminal
  size_t width = 0;  // columns: 0 (combining), 1 or 2 (East Asian wide)
  size_t size = 0;   // bytes of the text that it was made of
};

// The character at `at`, which must be inside `text`. Bytes that are no UTF-8 are shown as U+FFFD.
Glyph GlyphAt(std::string_view text, size_t at);

// Columns that `text` takes, shown by glyphs.
size_t DisplayWidth(std::string_view text);

// `text` on one line, in at most `width` columns: white space becomes one space, what does not fit an ellipsis.
std::string Shorten(std::string_view text, size_t width);

// The look of a piece of text.
struct Style {
  uint8_t colour = 0;  // SGR foreground: 31 to 37; 0: the terminal's own
  bool bold = false;
  bool italic = false;
  bool underline = false;
  bool dim = false;

  bool operator==(const Style&) const = default;
  bool plain() const { return *this == Style{}; }
};

// The escape sequence that switches from any style to `style`.
std::string Escape(const Style& style);

// `text` in `style` where `colour` holds, else as it is.
std::string Paint(std::string_view text, const Style& style, bool colour);

// Columns of the terminal that `fd` is; `fallback` when it is none or does not tell.
size_t TerminalWidth(int fd, size_t fallback);

enum class ColourMode { kAuto, kAlways, kNever };

// Whether to colour what is written to `fd`: on a terminal that can, and where NO_COLOR (https://no-color.org) is not set.
bool UseColour(ColourMode mode, int fd);

}  // namespace lector::cli
#endif  // LECTOR_CLI_TERMINAL_H_
