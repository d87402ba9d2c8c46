#include "cli/corpus_stream.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>

namespace lector::cli {

CorpusStream::CorpusStream(const Client& client, CorpusWindow* window, std::chrono::milliseconds patience)
    : window_(window), patience_(patience), stream_(client.analysis().StreamAnalyzeDocuments(&context_)) {
  if (patience_.count() > 0) watch_ = std::jthread([this](const std::stop_token& stop) { Watch(stop); });
}

CorpusStream::~CorpusStream() {
  if (finished_) return;
  context_.TryCancel();
  Finish();
}

bool CorpusStream::Open(const v1::StreamSetup& setup) {
  v1::StreamAnalyzeDocumentsRequest request;
  *request.mutable_setup() = setup;
  v1::StreamAnalyzeDocumentsResponse response;
  if (!stream_->Write(request) || !ReadInTime(&response)) return false;
  window_->StartSending();
  sender_ = std::thread([this] { Send(); });
  return true;
}

void CorpusStream::Send() {
  while (const CorpusWindow::Document document = window_->NextToSend()) {
    if (!stream_->Write(document->request)) return;  // the reader learns why
  }
  stream_->WritesDone();
}

bool CorpusStream::Read(v1::StreamResult* result) {
  v1::StreamAnalyzeDocumentsResponse response;
  if (!ReadInTime(&response)) return false;
  if (!response.has_result()) return context_.TryCancel(), false;
  *result = std::move(*response.mutable_result());
  return true;
}

bool CorpusStream::ReadInTime(v1::StreamAnalyzeDocumentsResponse* message) {
  {
    const std::lock_guard lock(mutex_);
    waiting_ = true;
    since_ = Clock::now();
  }
  const bool read = stream_->Read(message);
  const std::lock_guard lock(mutex_);
  waiting_ = false;
  return read;
}

// Only time in which an answer is awaited counts: not that of a slow disk, nor that of an input that comes slowly.
void CorpusStream::Watch(const std::stop_token& stop) {
  const auto tick = std::min<std::chrono::milliseconds>(patience_ / 4, std::chrono::milliseconds(500));
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    waiting_changed_.wait_for(lock, stop, tick, [] { return false; });
    if (!waiting_ || Clock::now() - since_ < patience_) continue;
    late_ = true;
    context_.TryCancel();
    return;
  }
}

grpc::Status CorpusStream::Finish() {
  if (sender_.joinable()) {
    window_->StopSending();
    sender_.join();
  }
  // What came and was not read would keep the status back.
  v1::StreamAnalyzeDocumentsResponse rest;
  while (stream_->Read(&rest)) {
  }
  grpc::Status status = stream_->Finish();
  finished_ = true;
  if (!late_) return status;
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "%g", static_cast<double>(patience_.count()) / 1000);
  return {grpc::StatusCode::DEADLINE_EXCEEDED, "no answer within " + std::string(seconds) + " s"};
}

}  // namespace lector::cli
