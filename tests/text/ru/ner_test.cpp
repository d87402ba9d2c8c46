#include "daemon/text/ru/ner.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace lector::text::ru {
namespace {

// "0-1:PER 3-3:ORG": spans of the tags.
std::string Spans(const std::vector<uint8_t>& tags, std::vector<bool> breaks = {}) {
  breaks.resize(tags.size());
  std::string out;
  for (const NerSpan& span : SpansOf(tags, breaks)) {
    out += (out.empty() ? "" : " ") + std::to_string(span.first) + "-" + std::to_string(span.last) + ":" +
           (span.type == LECTOR_NAME_PERSON     ? "PER"
            : span.type == LECTOR_NAME_LOCATION ? "LOC"
                                                : "ORG");
  }
  return out;
}

TEST(NerSpansTest, BeginsGoOnAndEnd) {
  EXPECT_EQ(Spans({}), "");
  EXPECT_EQ(Spans({kTagBPer, kTagIPer, kTagO, kTagBOrg}), "0-1:PER 3-3:ORG");
  EXPECT_EQ(Spans({kTagBPer, kTagBPer, kTagBLoc}), "0-0:PER 1-1:PER 2-2:LOC");
}

TEST(NerSpansTest, AnInsideOfAnyTypeGoesOnAndWithoutABeginIsNothing) {
  EXPECT_EQ(Spans({kTagBPer, kTagIOrg, kTagILoc}), "0-2:PER");
  EXPECT_EQ(Spans({kTagIPer, kTagO, kTagIOrg}), "");
  EXPECT_EQ(Spans({kTagBPer, kTagO, kTagIPer}), "0-0:PER");
  EXPECT_EQ(Spans({kTagBPer, kTagPad, kTagIPer}), "0-2:PER");
}

TEST(NerSpansTest, NoNameGoesOnOverALineBreak) {
  EXPECT_EQ(Spans({kTagBPer, kTagIPer, kTagIPer}, {false, false, true}), "0-1:PER 2-2:PER");
  EXPECT_EQ(Spans({kTagBPer, kTagPad, kTagIPer}, {false, true, false}), "0-0:PER 2-2:PER");
}

}  // namespace
}  // namespace lector::text::ru
