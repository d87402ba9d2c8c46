#include "daemon/service/placement.h"

#include <memory>
#include <utility>

namespace lector::service {

Status Placement::Submit(engine::Job job, Done done, bool alone) {
  if (!loop_.IsCurrent()) return submit_(std::move(job), std::move(done));
  came_alone_ = alone ? came_alone_ + 1 : 0;
  const bool calm = came_alone_ > kInARow && came_alone_ % kProbe != 0;
  if (job.plan->cost.Predict(job.source.text.size()) > (calm ? kShortNs : kQuickNs)) return submit_(std::move(job), std::move(done));

  // std::function asks for what can be copied.
  const auto work = std::make_shared<std::pair<engine::Job, Done>>(std::move(job), std::move(done));
  if (loop_.RunHere([this, work] { run_(std::move(work->first), std::move(work->second)); })) return Status();
  return submit_(std::move(work->first), std::move(work->second));
}

}  // namespace lector::service
