#include "plugins/quotes/lexicon.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "quotes_testing.h"

namespace lector::quotes {
namespace {

std::string Folded(std::string_view word) {
  std::string out;
  Fold(word, &out);
  return out;
}

TEST(Fold, LowersAndUnifies) {
  EXPECT_EQ(Folded("ЗАЯВИЛ"), "заявил");
  EXPECT_EQ(Folded("Её"), "ее");
  EXPECT_EQ(Folded("Didn’t"), "didn't");
  EXPECT_EQ(Folded("Ünal"), "ünal");
}

TEST(Lexicon, ReadsCuesWithTheirTypes) {
  Lexicon lexicon;
  lexicon.AddCues("# comment\n\nсказать\tsay\tскажет\nдать понять\tsay\n", "cues", ConjugateRussian);
  const Lexicon::Entry* said = lexicon.Find("сказали");
  ASSERT_NE(said, nullptr);
  ASSERT_EQ(said->phrases.size(), 1u);
  EXPECT_EQ(lexicon.cue(said->phrases[0].cue).lemma, "сказать");
  ASSERT_NE(lexicon.Find("скажет"), nullptr);
  const Lexicon::Entry* gave = lexicon.Find("дав");
  ASSERT_NE(gave, nullptr);
  EXPECT_EQ(gave->phrases[0].words.size(), 2u);
  EXPECT_EQ(lexicon.cue(gave->phrases[0].cue).types, kCueSay | kCueGerund);
  EXPECT_EQ(lexicon.Find("понять"), nullptr);
}

TEST(Lexicon, LongerPhrasesGoFirst) {
  Lexicon lexicon;
  lexicon.AddCues("go\tsay\twent\ngo on to say\tsay\twent on to say\n", "cues", ConjugateEnglish);
  const Lexicon::Entry* entry = lexicon.Find("went");
  ASSERT_NE(entry, nullptr);
  ASSERT_EQ(entry->phrases.size(), 2u);
  EXPECT_EQ(entry->phrases[0].words.size(), 4u);
}

TEST(Conjugation, Russian) {
  const auto has = [](const std::vector<std::string>& forms, std::string_view form) {
    return std::find(forms.begin(), forms.end(), form) != forms.end();
  };
  const Conjugation claim = ConjugateRussian("заявить"), boast = ConjugateRussian("похвастаться");
  EXPECT_TRUE(has(claim.finite, "заявила"));
  EXPECT_TRUE(has(claim.finite, "заявят"));
  EXPECT_TRUE(has(claim.gerunds, "заявив"));
  EXPECT_TRUE(has(boast.finite, "похвасталась"));
  EXPECT_TRUE(has(boast.gerunds, "похваставшись"));
  EXPECT_TRUE(has(ConjugateRussian("признавать").finite, "признает"));
  EXPECT_TRUE(has(ConjugateRussian("комментировать").gerunds, "комментируя"));
  EXPECT_TRUE(ConjugateRussian("уверен").finite.empty());
}

TEST(Conjugation, English) {
  EXPECT_EQ(ConjugateEnglish("argue").finite, (std::vector<std::string>{"argues", "argued"}));
  EXPECT_EQ(ConjugateEnglish("deny").finite, (std::vector<std::string>{"denies", "denied"}));
  EXPECT_EQ(ConjugateEnglish("stress").gerunds, (std::vector<std::string>{"stressing"}));
  EXPECT_EQ(ConjugateEnglish("quip").finite, (std::vector<std::string>{"quips", "quiped", "quipped"}));
  EXPECT_EQ(ConjugateEnglish("quip").plural, std::vector<std::string>{"quip"});
}

TEST(Lexicon, NamesTheLineThatIsWrong) {
  Lexicon lexicon;
  try {
    lexicon.AddCues("сказать\tsay\nзаявить\tshout\n", "cues.ru.tsv", ConjugateRussian);
    FAIL() << "an unknown type must be refused";
  } catch (const LexiconError& e) {
    EXPECT_NE(std::string(e.what()).find("cues.ru.tsv:2"), std::string::npos) << e.what();
    EXPECT_NE(std::string(e.what()).find("shout"), std::string::npos) << e.what();
  }
  EXPECT_THROW(lexicon.AddWords("role\n", "words"), LexiconError);
  EXPECT_THROW(lexicon.AddWords("role\tглава края\n", "words"), LexiconError);
  EXPECT_THROW(lexicon.AddRoles("trade\tпекарь\n", "roles"), LexiconError);
  EXPECT_THROW(lexicon.AddRoles("office\tглава края\n", "roles"), LexiconError);
  EXPECT_THROW(lexicon.AddHeads("город\n", "heads"), LexiconError);
}

TEST(Lexicon, RolesAndHeads) {
  Lexicon lexicon;
  lexicon.AddRoles("office\tпекарь, кондитер\ncase\tистец\n", "roles");
  lexicon.AddHeads("город\tмэр\n", "heads");
  EXPECT_EQ(lexicon.Find("пекарь")->roles, lexicon.Find("кондитер")->roles);
  EXPECT_NE(lexicon.Find("пекарь")->roles, lexicon.Find("истец")->roles);
  EXPECT_EQ(lexicon.Find("пекарь")->role_kinds & lexicon.Find("истец")->role_kinds, 0u);
  EXPECT_NE(lexicon.Find("истец")->classes & kWordRole, 0u);
  EXPECT_EQ(lexicon.Find("город")->offices, std::vector<std::string>{"мэр"});
}

TEST(Lexicon, FoldsEveryCase) {
  std::string out;
  Fold("ЁЖ Ќрај Ђак Straße ÉTÉ’s", &out);
  EXPECT_EQ(out, "еж ќрај ђак straße été's");
}

TEST(Lexicon, ShippedFilesAreRead) {
  ASSERT_NE(LexiconOf("ru").Find("заявил"), nullptr);
  ASSERT_NE(LexiconOf("en").Find("said"), nullptr);
  EXPECT_NE(LexiconOf("ru").Find("президент")->classes & kWordRole, 0u);
}

}  // namespace
}  // namespace lector::quotes
