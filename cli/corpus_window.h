// The documents between the input and the output, in the order of the input: at most so many, however large the corpus.
//
// Three threads meet here. One puts entries in and waits while the window is full; one takes the documents to send; one takes
// the answers, always for the front, and removes it. A document stays until its answer is with the output, so that it can be
// sent once more when the daemon went away.
#ifndef LECTOR_CLI_CORPUS_WINDOW_H_
#define LECTOR_CLI_CORPUS_WINDOW_H_

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>

#include "cli/corpus_source.h"

namespace lector::cli {

class CorpusWindow {
 public:
  using Document = std::shared_ptr<const CorpusDocument>;

  explicit CorpusWindow(size_t capacity) : capacity_(capacity) {}

  // Of the thread that reads the input. False: stop reading.
  bool Put(CorpusDocument document);
  void Close();  // no more will come

  // Of the thread that sends, between StartSending() and StopSending(). Null: there is nothing left to send, or it is to stop.
  Document NextToSend();

  // Of the thread that takes the answers.
  Document Front();  // waits for one; null: all is answered
  bool Empty();
  void Pop();
  void StartSending();
  void StopSending();
  // All that is not answered is to be sent again. `one_by_one`: as much as was sent already each on its own, so that an end
  // of the stream can be laid to one document.
  void Rewind(bool one_by_one);
  bool IsAlone();  // whether the front is sent on its own
  void Abandon();  // stops whoever waits

 private:
  const size_t capacity_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Document> documents_;
  size_t next_ = 0;        // of documents_, to send
  size_t one_by_one_ = 0;  // so many from the front on
  bool sending_ = false, closed_ = false, abandoned_ = false;
};

}  // namespace lector::cli
#endif  // LECTOR_CLI_CORPUS_WINDOW_H_
