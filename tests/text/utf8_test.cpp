#include "daemon/text/utf8.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <hwy/targets.h>
#include <cstdint>
#include <random>

namespace lector::text {
namespace {

constexpr size_t kValid = std::string_view::npos;

size_t FindByIcu(std::string_view bytes) {
  int32_t at = 0;
  const auto size = static_cast<int32_t>(bytes.size());
  while (at < size) {
    const int32_t begin = at;
    UChar32 c;
    U8_NEXT(bytes.data(), at, size, c);
    if (c < 0) return static_cast<size_t>(begin);
  }
  return kValid;
}

std::string Convert(const char* utf8, const char* encoding) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(utf8);
  std::string out(static_cast<size_t>(text.extract(0, text.length(), nullptr, encoding)), '\0');
  text.extract(0, text.length(), out.data(), static_cast<uint32_t>(out.size()), encoding);
  return out;
}

std::string Describe(const std::string& bytes) { return DescribeInvalidUtf8(bytes, FindInvalidUtf8(bytes)); }

TEST(FindInvalidUtf8, AcceptsEveryCodePoint) {
  std::string all;
  for (UChar32 c = 0; c <= 0x10FFFF; ++c) {
    if (U_IS_SURROGATE(c)) continue;
    char bytes[U8_MAX_LENGTH];
    size_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, c);
    all.append(bytes, size);
  }
  EXPECT_EQ(FindInvalidUtf8(all), kValid);
  EXPECT_EQ(FindInvalidUtf8(""), kValid);
}

TEST(FindInvalidUtf8, RefusesWhatIsNoCodePoint) {
  for (const std::string invalid :
       {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2\x41", "\xE0\x9F\xBF", "\xE0\xA0", "\xED\xA0\x80", "\xED\xBF\xBF",
        "\xEF\xBF", "\xF0\x8F\xBF\xBF", "\xF0\x90\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF"}) {
    // At every distance from the words of the fast path.
    for (size_t before = 0; before < 40; ++before) {
      EXPECT_EQ(FindInvalidUtf8(std::string(before, 'a') + invalid), before) << testing::PrintToString(invalid);
      EXPECT_EQ(FindInvalidUtf8(std::string(before, 'a') + invalid + std::string(40, 'b')), before)
          << testing::PrintToString(invalid);
      EXPECT_EQ(FindInvalidUtf8("слово" + std::string(before, 'a') + invalid + "слово"), 10 + before);
    }
  }
}

TEST(FindInvalidUtf8, AgreesWithIcuOnRandomBytes) {
  std::mt19937 random(7);
  const std::string_view pieces[] = {"a", "я", "€", "😀", "\xE2\x82", "\xF0\x9F", "\x80", "abcdefghijklmnopq", "\xED\xA0\x80"};
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes;
    for (size_t i = random() % 30; i > 0; --i) {
      const size_t choice = random() % 40;
      bytes += choice < std::size(pieces) ? pieces[choice] : pieces[choice % 4];
    }
    if (round % 3 == 0 && !bytes.empty()) bytes[random() % bytes.size()] = static_cast<char>(random());
    ASSERT_EQ(FindInvalidUtf8(bytes), FindByIcu(bytes)) << testing::PrintToString(bytes);
  }
}

// Long enough for vectors, on each instruction set of the machine: one byte put wrong anywhere, and every cut.
TEST(FindInvalidUtf8, AgreesWithIcuOnLongBytesOnEveryInstructionSet) {
  std::mt19937 random(11);
  const std::string_view pieces[] = {"a",
                                     "я",
                                     "€",
                                     "😀",
                                     "слово ",
                                     "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
                                     "\xEF\xBF\xBD",
                                     "\xF4\x8F\xBF\xBF",
                                     "\xED\x9F\xBF",
                                     "\xE0\xA0\x80",
                                     "\xF0\x90\x80\x80",
                                     "\xC2\x80"};
  constexpr unsigned char kHostile[] = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1,
                                        0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF};
  for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    for (int round = 0; round < 4'000; ++round) {
      const size_t few = 1 + random() % std::size(pieces);  // one script for long, or many
      std::string bytes;
      while (bytes.size() < 128u + static_cast<size_t>(round) % 400) bytes += pieces[random() % few];
      ASSERT_EQ(FindInvalidUtf8(bytes), kValid) << testing::PrintToString(bytes);
      bytes[random() % bytes.size()] = static_cast<char>(kHostile[random() % std::size(kHostile)]);
      ASSERT_EQ(FindInvalidUtf8(bytes), FindByIcu(bytes)) << testing::PrintToString(bytes);
      bytes.resize(bytes.size() - random() % 8);
      ASSERT_EQ(FindInvalidUtf8(bytes), FindByIcu(bytes)) << testing::PrintToString(bytes);
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

constexpr char kNews[] = "Президент заявил, что товарооборот увеличился на 13,6%, до рекордных 4,1 миллиарда долларов.";

TEST(DescribeInvalidUtf8, SaysByteAndOffset) {
  EXPECT_EQ(Describe("plain text \xFF here"), "byte 0xFF at offset 11 is not valid UTF-8; the text must be UTF-8");
}

TEST(DescribeInvalidUtf8, RecognisesOneByteCyrillic) {
  EXPECT_EQ(Describe("2025: " + Convert(kNews, "windows-1251")),
            "byte 0xCF at offset 6 is not valid UTF-8; the text looks like Windows-1251, convert it first");
  EXPECT_NE(Describe(Convert(kNews, "KOI8-R")).find("looks like KOI8-R,"), std::string::npos);
  EXPECT_NE(Describe(Convert("ЦЕНТРАЛЬНЫЙ БАНК ПОВЫСИЛ СТАВКУ, ОБ ЭТОМ ЗАЯВИЛА ЕГО ГЛАВА", "windows-1251")).find("Windows-1251"),
            std::string::npos);
  EXPECT_NE(Describe(Convert("Москва", "windows-1251")).find("Windows-1251"), std::string::npos);
}

TEST(DescribeInvalidUtf8, RecognisesUtf16) {
  EXPECT_NE(Describe("\xFF\xFE" + Convert(kNews, "UTF-16LE")).find("looks like UTF-16LE,"), std::string::npos);
  EXPECT_NE(Describe("\xFE\xFF" + Convert(kNews, "UTF-16BE")).find("looks like UTF-16BE,"), std::string::npos);
  EXPECT_NE(Describe(Convert("Plain words, then caf\u00E9 and more of them", "UTF-16LE")).find("UTF-16LE"), std::string::npos);
  EXPECT_NE(Describe(Convert("Plain words, then caf\u00E9 and more of them", "UTF-16BE")).find("UTF-16BE"), std::string::npos);
}

TEST(DescribeInvalidUtf8, GuessesNothingFromALoneByte) {
  EXPECT_EQ(Describe("A caf\xE9 and a restaurant").find("looks like"), std::string::npos);
  EXPECT_EQ(Describe(Convert("Ein schöner Tag für die Bürger in München", "ISO-8859-1")).find("looks like"), std::string::npos);
}

TEST(DescribeInvalidUtf8, TellsDamagedUtf8FromAnotherEncoding) {
  const std::string news = kNews;
  EXPECT_NE(Describe(news.substr(0, 5)).find("it was cut"), std::string::npos);
  EXPECT_NE(Describe(news + "\xCF" + news).find("damaged"), std::string::npos);
}

TEST(DescribeInvalidUtf8, LooksAroundTheOffsetInALongText) {
  const std::string text = std::string(100'000, ' ') + Convert(kNews, "windows-1251");
  EXPECT_EQ(Describe(text), "byte 0xCF at offset 100000 is not valid UTF-8; the text looks like Windows-1251, convert it first");
}

TEST(IsCodePointBoundary, IsWhereACharacterStarts) {
  const std::string_view text = "aя😀";
  std::string boundaries;
  for (size_t i = 0; i <= text.size(); ++i) boundaries += IsCodePointBoundary(text, i) ? '1' : '0';
  EXPECT_EQ(boundaries, "11010001");
}

}  // namespace
}  // namespace lector::text
