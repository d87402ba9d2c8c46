#include "cli/json.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>

#include "tests/cli/answer.h"

namespace lector::cli {
namespace {

using testing::HasSubstr;

TEST(ToJson, FieldNamesOfTheProtosAndBeginOfZero) {
  Answer answer("Мир");
  answer.Quote("Мир", "Иванов");
  const std::string json = ToJson(answer.response(), /*pretty=*/false);
  EXPECT_THAT(json, HasSubstr(R"("span":{"begin":0,"end":6})"));
  EXPECT_THAT(json, HasSubstr(R"("content":[{"begin":0,"end":6}])"));
  EXPECT_THAT(json, HasSubstr(R"("speaker_name":"Иванов")"));
  EXPECT_EQ(json.find('\n'), std::string::npos);
}

TEST(ToJson, ReadsBackAsTheSameMessage) {
  Answer answer("Мир 97%");
  answer.Mention("Мир", answer.Entity("LOCATION", "Мир")->id());
  answer.Figure("97%", v1::FIGURE_KIND_PERCENT, "97", "%")->set_subject_entity_id(1);
  answer.response().mutable_annotations(0)->set_confidence(0.9f);
  v1::AnalyzeDocumentResponse back;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(ToJson(answer.response(), true), &back).ok());
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(back, answer.response()));
}

TEST(ToJson, CustomRecordsStayAsTheyAre) {
  Answer answer("Мир");
  auto* custom = answer.Annotate("Мир")->mutable_custom();
  (*custom->mutable_json()->mutable_fields())["end"].set_number_value(5);
  EXPECT_THAT(ToJson(answer.response(), false), HasSubstr(R"("json":{"end":5})"));
  EXPECT_EQ(CustomContent(*custom), R"({"end":5})");
}

TEST(ToJson, KeysOfCustomRecordsAreSorted) {
  Answer answer("Мир");
  auto* custom = answer.Annotate("Мир")->mutable_custom();
  auto& fields = *custom->mutable_json()->mutable_fields();
  for (const char* key : {"d", "b", "e", "a", "c"}) fields[key].set_bool_value(true);
  EXPECT_EQ(CustomContent(*custom), R"({"a":true,"b":true,"c":true,"d":true,"e":true})");
  EXPECT_THAT(ToJson(answer.response(), false), HasSubstr(CustomContent(*custom)));
}

TEST(ErrorLine, CodeMessageAndInput) {
  EXPECT_EQ(ErrorLine("a.txt", {grpc::StatusCode::NOT_FOUND, "no such file"}),
            R"({"input":"a.txt","error":{"code":"NOT_FOUND","message":"no such file"}})");
}

TEST(ResultLine, PathsThatAreNotUtf8DoNotBreakTheLine) {
  EXPECT_EQ(ResultLine("\xFF.txt", {}), "{\"input\":\"\uFFFD.txt\",\"response\":{}}");
}

}  // namespace
}  // namespace lector::cli
