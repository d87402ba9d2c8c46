#include "cli/terminal.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

#include "cli/table.h"

namespace lector::cli {
namespace {

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(DisplayWidth("мир"), 3u);
  EXPECT_EQ(DisplayWidth("漢字"), 4u);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1u);   // a combining accent
  EXPECT_EQ(DisplayWidth("a\u200Bb"), 2u);  // a format character
}

TEST(GlyphAt, NothingThatCommandsATerminal) {
  EXPECT_EQ(GlyphAt("\033", 0).text, "␛");
  EXPECT_EQ(GlyphAt("\u009B", 0).text, "\uFFFD");  // CSI in one character
  EXPECT_EQ(GlyphAt("\u202E", 0).text, "\uFFFD");  // right-to-left override
  const Glyph broken = GlyphAt("\xD0", 0);
  EXPECT_EQ(broken.text, "\uFFFD");
  EXPECT_EQ(broken.size, 1u);
}

TEST(Shorten, KeepsWhatFitsAndEndsInAnEllipsis) {
  EXPECT_EQ(Shorten("раз два", 7), "раз два");
  EXPECT_EQ(Shorten("раз два", 6), "раз д…");
  EXPECT_EQ(Shorten("  раз\n\tдва ", 20), "раз два");
  EXPECT_EQ(Shorten("漢字漢字", 5), "漢字…");
  EXPECT_EQ(Shorten("漢字漢字", 4), "漢…");
  EXPECT_EQ(Shorten("раз", 0), "");
}

TEST(UseColour, FlagThenNoColorThenTerminal) {
  int pipes[2];
  ASSERT_EQ(pipe(pipes), 0);
  setenv("TERM", "xterm", 1);
  unsetenv("NO_COLOR");
  EXPECT_FALSE(UseColour(ColourMode::kAuto, pipes[1]));
  EXPECT_TRUE(UseColour(ColourMode::kAlways, pipes[1]));
  const int terminal = posix_openpt(0);
  if (terminal >= 0 && isatty(terminal) == 1) {
    EXPECT_TRUE(UseColour(ColourMode::kAuto, terminal));
    setenv("NO_COLOR", "1", 1);
    EXPECT_FALSE(UseColour(ColourMode::kAuto, terminal));
    EXPECT_FALSE(UseColour(ColourMode::kNever, terminal));
    unsetenv("NO_COLOR");
    close(terminal);
  }
  close(pipes[0]);
  close(pipes[1]);
}

TEST(Table, AlignsByWidthAndNarrowsTheWidest) {
  Table table({"a", "b"});
  table.Add({{"漢字"}, {"one two three four five"}});
  table.Add({{"x"}, {"y"}});
  EXPECT_EQ(table.Render(80, false),
            "  a     b\n"
            "  漢字  one two three four five\n"
            "  x     y\n");
  EXPECT_EQ(table.Render(20, false),
            "  a     b\n"
            "  漢字  one two thr…\n"
            "  x     y\n");
}

TEST(Table, EmptyColumnsAreLeftOut) {
  Table table({"a", "b", "c"});
  table.Add({{"1"}, {""}, {"3"}});
  EXPECT_EQ(table.Render(80, false), "  a  c\n  1  3\n");
}

}  // namespace
}  // namespace lector::cli
