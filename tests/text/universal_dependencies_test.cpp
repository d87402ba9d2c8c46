#include "daemon/text/universal_dependencies.h"

#include <gtest/gtest.h>

namespace lector::text {
namespace {

TEST(UniversalDependenciesTest, PartsOfSpeech) {
  EXPECT_EQ(UposByName("ADJ"), LECTOR_UPOS_ADJ);
  EXPECT_EQ(UposByName("PROPN"), LECTOR_UPOS_PROPN);
  EXPECT_EQ(UposByName("X"), LECTOR_UPOS_X);
  EXPECT_EQ(UposByName("NOUNS"), 0);
  EXPECT_EQ(UposByName(""), 0);
}

TEST(UniversalDependenciesTest, Features) {
  EXPECT_EQ(LECTOR_FEAT(FeatureBits("Case=Voc"), CASE), LECTOR_CASE_VOC + 0u);
  EXPECT_EQ(LECTOR_FEAT(FeatureBits("VerbForm=Conv"), VERBFORM), LECTOR_VERBFORM_CONV + 0u);
  EXPECT_EQ(LECTOR_FEAT(FeatureBits("Person=3"), PERSON), 3u);
  EXPECT_EQ(FeatureBits("Variant=Short"), uint64_t{1} << LECTOR_FEAT_SHORT);
  EXPECT_EQ(FeatureBits("Foreign=Yes"), 0u);
  EXPECT_EQ(FeatureBits("Case=Xyz"), 0u);
  EXPECT_EQ(FeatureBits("Case"), 0u);
}

TEST(UniversalDependenciesTest, Tags) {
  const UdTag tag = ParseUdTag("NOUN|Animacy=Inan|Case=Gen|Gender=Fem|Number=Sing");
  EXPECT_EQ(tag.upos, LECTOR_UPOS_NOUN);
  EXPECT_EQ(tag.feats, uint64_t{LECTOR_ANIMACY_INAN} << LECTOR_FEAT_ANIMACY | uint64_t{LECTOR_CASE_GEN} << LECTOR_FEAT_CASE |
                           uint64_t{LECTOR_GENDER_FEM} << LECTOR_FEAT_GENDER |
                           uint64_t{LECTOR_NUMBER_SING} << LECTOR_FEAT_NUMBER);
  EXPECT_EQ(ParseUdTag("PUNCT").upos, LECTOR_UPOS_PUNCT);
  EXPECT_EQ(ParseUdTag("PUNCT").feats, 0u);
}

TEST(UniversalDependenciesTest, Relations) {
  EXPECT_EQ(RelationByName("acl"), 1);
  EXPECT_EQ(RelationByName("acl:relcl"), 2);
  EXPECT_EQ(RelationByName("subj"), 0);
  EXPECT_GT(RelationByName("xcomp"), RelationByName("root"));
  EXPECT_EQ(RelationByName("xcomp"), 43);  // numbers stay: new names come behind
  // Every relation of Universal Dependencies v2 has a number.
  for (const char* const name :
       {"acl",      "advcl",     "advmod", "amod",       "appos", "aux",      "case",      "cc",         "ccomp", "clf",
        "compound", "conj",      "cop",    "csubj",      "dep",   "det",      "discourse", "dislocated", "expl",  "fixed",
        "flat",     "goeswith",  "iobj",   "list",       "mark",  "nmod",     "nsubj",     "nummod",     "obj",   "obl",
        "orphan",   "parataxis", "punct",  "reparandum", "root",  "vocative", "xcomp"})
    EXPECT_NE(RelationByName(name), 0) << name;
}

}  // namespace
}  // namespace lector::text
