#include "daemon/text/language_tag.h"

#include <gtest/gtest.h>

namespace lector::text {
namespace {

TEST(LanguageTag, HasOneSpelling) {
  for (const char* tag : {"ru", "RU", "rus", "Rus"}) EXPECT_EQ(CanonicalLanguage(tag), "ru") << tag;
  for (const char* tag : {"en-GB", "EN-gb", "eng-gb"}) EXPECT_EQ(CanonicalLanguage(tag), "en-GB") << tag;
  EXPECT_EQ(CanonicalLanguage("SR-CYRL-rs"), "sr-Cyrl-RS");
  EXPECT_EQ(CanonicalLanguage("de-1996"), "de-1996");
  EXPECT_EQ(CanonicalLanguage("und"), "und");
  EXPECT_EQ(CanonicalLanguage("ru"), "ru");
}

TEST(LanguageTag, WhatIsNoneIsEmpty) {
  for (const char* tag : {"", "r", "russian federation", "-ru", "ru-", "ru--RU", "ru_RU", "abcdefghi", "русский"})
    EXPECT_EQ(CanonicalLanguage(tag), "") << tag;
  EXPECT_EQ(CanonicalLanguage("en-" + std::string(5000, 'x')), "");
}

}  // namespace
}  // namespace lector::text
