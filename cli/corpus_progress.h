// What a person sees while a corpus is analysed, on standard error.
#ifndef LECTOR_CLI_CORPUS_PROGRESS_H_
#define LECTOR_CLI_CORPUS_PROGRESS_H_

#include <chrono>
#include <cstdint>
#include <string>

namespace lector::cli {

// "7 s", "2:05", "1:02:03".
std::string Duration(double seconds);

class CorpusProgress {
 public:
  struct Totals {
    uint64_t documents = 0, bytes = 0;  // of the whole input; 0: not known
  };
  struct Point {
    uint64_t documents = 0, errors = 0;
    uint64_t position = 0;  // in the bytes of the input
  };

  // `start`: what was done by an earlier run. Shown is only what a terminal shows.
  CorpusProgress(Totals totals, Point start);

  // Shows the line anew, a few times a second.
  void Update(const Point& now);
  // Removes the line, so that something else can be written.
  void Clear();
  // "lector: 1000 documents, 3 with errors, in 12.3 s (81.3/s)".
  std::string Summary(const Point& end) const;

 private:
  using Clock = std::chrono::steady_clock;

  std::string Line(const Point& now) const;
  double Seconds() const { return std::chrono::duration<double>(Clock::now() - begin_).count(); }

  const bool terminal_;
  const Totals totals_;
  const Point start_;
  const Clock::time_point begin_ = Clock::now();
  Clock::time_point next_ = begin_;
  bool shown_ = false;
};

}  // namespace lector::cli
#endif  // LECTOR_CLI_CORPUS_PROGRESS_H_
