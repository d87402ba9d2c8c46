// What a crash leaves behind: one line on stderr that names the extractor at work, before the signal takes its usual course
// (a core dump, an end that systemd sees).
//
//   telemetry::ReportCrashes();                       // once, before the first thread is made
//   const telemetry::AtWork at_work(extractor.id);    // around each call into a plugin
#ifndef LECTOR_DAEMON_TELEMETRY_CRASH_H_
#define LECTOR_DAEMON_TELEMETRY_CRASH_H_

#include <string>

namespace lector::telemetry {

// For SIGSEGV, SIGBUS, SIGFPE, SIGILL and SIGABRT; a signal that has a handler already (a sanitizer's) keeps it.
void ReportCrashes();

// Lets an overflow of this thread's stack be reported too, for the rest of the thread.
void ReportOverflows();

// While it lives, a crash of this thread, an overflow of its stack too, is laid to the extractor. `extractor` must outlive it.
class AtWork {
 public:
  explicit AtWork(const std::string& extractor);
  ~AtWork();
  AtWork(const AtWork&) = delete;
  AtWork& operator=(const AtWork&) = delete;

 private:
  const char* const before_;
};

}  // namespace lector::telemetry
#endif  // LECTOR_DAEMON_TELEMETRY_CRASH_H_
