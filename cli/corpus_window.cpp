#include "cli/corpus_window.h"

#include <algorithm>
#include <utility>

namespace lector::cli {

bool CorpusWindow::Put(CorpusDocument document) {
  auto shared = std::make_shared<const CorpusDocument>(std::move(document));
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return documents_.size() < capacity_ || abandoned_; });
  if (abandoned_) return false;
  documents_.push_back(std::move(shared));
  changed_.notify_all();
  return true;
}

void CorpusWindow::Close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

CorpusWindow::Document CorpusWindow::NextToSend() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] {
      if (!sending_) return true;
      if (next_ == documents_.size()) return closed_;
      return one_by_one_ == 0 || next_ == 0;
    });
    if (!sending_ || next_ == documents_.size()) return nullptr;
    const Document& document = documents_[next_++];
    if (!document->error) return document;
  }
}

CorpusWindow::Document CorpusWindow::Front() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !documents_.empty() || closed_; });
  return documents_.empty() ? nullptr : documents_.front();
}

bool CorpusWindow::Empty() {
  const std::lock_guard lock(mutex_);
  return documents_.empty();
}

void CorpusWindow::Pop() {
  const std::lock_guard lock(mutex_);
  documents_.pop_front();
  if (next_ > 0) --next_;
  if (one_by_one_ > 0) --one_by_one_;
  changed_.notify_all();
}

void CorpusWindow::StartSending() {
  const std::lock_guard lock(mutex_);
  sending_ = true;
}

void CorpusWindow::StopSending() {
  const std::lock_guard lock(mutex_);
  sending_ = false;
  changed_.notify_all();
}

void CorpusWindow::Rewind(bool one_by_one) {
  const std::lock_guard lock(mutex_);
  if (one_by_one) one_by_one_ = std::max<size_t>({one_by_one_, next_, 1});
  next_ = 0;
}

bool CorpusWindow::IsAlone() {
  const std::lock_guard lock(mutex_);
  return one_by_one_ > 0;
}

void CorpusWindow::Abandon() {
  const std::lock_guard lock(mutex_);
  abandoned_ = closed_ = true;
  changed_.notify_all();
}

}  // namespace lector::cli
