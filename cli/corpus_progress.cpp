#include "cli/corpus_progress.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>

namespace lector::cli {
namespace {

constexpr std::chrono::milliseconds kInterval{200};

std::string Format(const char* format, double value) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, value);
  return buffer;
}

std::string Documents(uint64_t count) { return std::to_string(count) + (count == 1 ? " document" : " documents"); }

// How much of the input is done, from 0 to 1; negative when that is not known.
double Share(const CorpusProgress::Totals& totals, const CorpusProgress::Point& point) {
  if (totals.documents != 0) return std::min(1.0, static_cast<double>(point.documents) / static_cast<double>(totals.documents));
  if (totals.bytes != 0) return std::min(1.0, static_cast<double>(point.position) / static_cast<double>(totals.bytes));
  return -1;
}

}  // namespace

std::string Duration(double seconds) {
  const auto whole = static_cast<uint64_t>(std::max(0.0, seconds) + 0.5);
  char buffer[64];
  if (whole < 60) std::snprintf(buffer, sizeof buffer, "%u s", static_cast<unsigned>(whole));
  else if (whole < 3600)
    std::snprintf(buffer, sizeof buffer, "%u:%02u", static_cast<unsigned>(whole / 60), static_cast<unsigned>(whole % 60));
  else
    std::snprintf(buffer, sizeof buffer, "%u:%02u:%02u", static_cast<unsigned>(whole / 3600),
                  static_cast<unsigned>(whole / 60 % 60), static_cast<unsigned>(whole % 60));
  return buffer;
}

CorpusProgress::CorpusProgress(Totals totals, Point start)
    : terminal_(isatty(STDERR_FILENO) == 1), totals_(totals), start_(start) {}

void CorpusProgress::Update(const Point& now) {
  if (!terminal_ || Clock::now() < next_) return;
  next_ = Clock::now() + kInterval;
  std::cerr << "\r" << Line(now) << "\033[K" << std::flush;
  shown_ = true;
}

void CorpusProgress::Clear() {
  if (shown_) std::cerr << "\r\033[K" << std::flush;
  shown_ = false;
}

std::string CorpusProgress::Line(const Point& now) const {
  const double seconds = std::max(Seconds(), 1e-3);
  std::string line =
      totals_.documents != 0 ? std::to_string(now.documents) + " of " + Documents(totals_.documents) : Documents(now.documents);
  line += Format(", %.1f/s", static_cast<double>(now.documents - start_.documents) / seconds);
  const double share = Share(totals_, now), before = Share(totals_, start_);
  if (share > before && share > 0)
    line += Format(", %.0f%%", share * 100) + ", " + Duration(seconds * (1 - share) / (share - before)) + " left";
  if (now.errors != 0) line += ", " + std::to_string(now.errors) + " with errors";
  return line;
}

std::string CorpusProgress::Summary(const Point& end) const {
  const double seconds = Seconds();
  const uint64_t done = end.documents - start_.documents;
  std::string line = "lector: " + Documents(end.documents);
  if (start_.documents != 0) line += " (" + std::to_string(start_.documents) + " from before)";
  line += ", " + std::to_string(end.errors) + " with errors, in " + Format("%.1f s", seconds);
  if (done != 0 && seconds > 0) line += Format(" (%.1f/s)", static_cast<double>(done) / seconds);
  return line;
}

}  // namespace lector::cli
