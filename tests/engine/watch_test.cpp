#include "daemon/engine/watch.h"

#include <gtest/gtest.h>

namespace lector::engine {
namespace {

constexpr uint64_t kNow = 1000 * Watch::kSecond;

class WatchTest : public testing::Test {
 protected:
  static std::vector<std::unique_ptr<registry::Extractor>> Extractors() {
    std::vector<std::unique_ptr<registry::Extractor>> out;
    for (const char* id : {"watch.a", "watch.b"}) {
      out.push_back(std::make_unique<registry::Extractor>());
      out.back()->id = id;
      out.back()->index = static_cast<uint32_t>(out.size() - 1);
    }
    return out;
  }
  static uint64_t Stuck(const char* id) { return telemetry::OfExtractor(id).stuck; }

  const std::vector<std::unique_ptr<registry::Extractor>> extractors_ = Extractors();
  const registry::Extractor &a_ = *extractors_[0], &b_ = *extractors_[1];
  Watch watch_{extractors_, 2};
  Stop none_, late_{kNow + Watch::kSecond};
};

TEST_F(WatchTest, TellsWhoIsAtWorkBehindItsDeadline) {
  int changes = 0;
  watch_.Listen([&] { ++changes; });
  watch_.Enter(0, a_, late_, kNow);
  watch_.Look(kNow + Watch::kSecond + Watch::kGrace - 1);
  EXPECT_FALSE(watch_.IsStuck(a_));
  EXPECT_EQ(changes, 0);
  watch_.Look(kNow + Watch::kSecond + Watch::kGrace);
  watch_.Look(kNow + 3 * Watch::kSecond);
  EXPECT_TRUE(watch_.IsStuck(a_));
  EXPECT_FALSE(watch_.IsStuck(b_));
  EXPECT_FALSE(watch_.AllStuck());
  EXPECT_EQ(Stuck("watch.a"), 1u);
  EXPECT_EQ(changes, 1);

  watch_.Enter(1, b_, late_, kNow);
  watch_.Look(kNow + 3 * Watch::kSecond);
  EXPECT_TRUE(watch_.AllStuck());
  EXPECT_EQ(changes, 2);

  watch_.Leave(0);
  watch_.Look(kNow + 3 * Watch::kSecond);
  EXPECT_FALSE(watch_.IsStuck(a_));
  EXPECT_FALSE(watch_.AllStuck());
  EXPECT_EQ(Stuck("watch.a"), 0u);
  EXPECT_EQ(changes, 3);
}

TEST_F(WatchTest, TheCallersThreadIsOneMore) {
  watch_.Enter(2, a_, late_, kNow);
  watch_.Enter(0, a_, late_, kNow);
  watch_.Look(kNow + 10 * Watch::kSecond);
  EXPECT_EQ(Stuck("watch.a"), 2u);
  EXPECT_FALSE(watch_.AllStuck());
}

TEST_F(WatchTest, ACancellationIsAnEndToo) {
  watch_.Enter(0, a_, none_, kNow);
  watch_.Enter(1, b_, late_, kNow);
  watch_.Cancelled(none_, kNow + Watch::kSecond / 2);
  watch_.Look(kNow + Watch::kSecond / 2 + Watch::kGrace);
  EXPECT_TRUE(watch_.IsStuck(a_));
  EXPECT_FALSE(watch_.IsStuck(b_));
  // The next document of the thread is another one's.
  watch_.Leave(0);
  watch_.Enter(0, a_, none_, kNow + 5 * Watch::kSecond);
  watch_.Look(kNow + 10 * Watch::kSecond);
  EXPECT_FALSE(watch_.IsStuck(a_));
}

TEST_F(WatchTest, WithoutADeadlineItTakesAMinute) {
  watch_.Enter(0, a_, none_, kNow);
  watch_.Look(kNow + 59 * Watch::kSecond);
  EXPECT_FALSE(watch_.IsStuck(a_));
  watch_.Look(kNow + 62 * Watch::kSecond);
  EXPECT_TRUE(watch_.IsStuck(a_));
}

}  // namespace
}  // namespace lector::engine
