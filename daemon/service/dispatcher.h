// Dispatcher: which documents go to the engine, and when.
//
// At most threads + queue documents are under way at once. A unary call takes its place before its message is even parsed,
// or is refused. Documents of streams wait for a place instead (a stream bounds how many it has), and take only some of
// them: a corpus in the background leaves room for people who wait for an answer.
#ifndef LECTOR_DAEMON_SERVICE_DISPATCHER_H_
#define LECTOR_DAEMON_SERVICE_DISPATCHER_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

#include "daemon/engine/engine.h"

namespace lector::service {

// Thread-safe. Always held by a shared_ptr: work under way keeps it.
class Dispatcher : public std::enable_shared_from_this<Dispatcher> {
 public:
  using Done = engine::Engine::Done;
  // What starts a job: it must take threads + queue jobs at once. alone: no other is under way.
  using Submit = std::function<Status(engine::Job, Done, bool alone)>;
  // Engine::Withdraw().
  using WithdrawJobs = std::function<void(const Stop&)>;

  // A place among the documents under way; given back when it is destroyed.
  class Place {
   public:
    Place(std::shared_ptr<Dispatcher> dispatcher, bool stream) : dispatcher_(std::move(dispatcher)), stream_(stream) {}
    ~Place() { dispatcher_->Leave(stream_); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

   private:
    const std::shared_ptr<Dispatcher> dispatcher_;
    const bool stream_;
  };

  static std::shared_ptr<Dispatcher> Create(Submit submit, WithdrawJobs withdraw, uint32_t threads, uint32_t queue);

  // A place for a unary call; null: overloaded.
  std::shared_ptr<Place> TryEnter();

  // Starts a job on a place. `done` is called once, also on an error; the place is given back just before it, so that a client
  // which has its answer is not refused for its own last call.
  void Start(std::shared_ptr<Place> place, engine::Job job, Done done);

  // A document of a stream: started at once or when there is a place for it.
  void Enqueue(engine::Job job, Done done);

  // After a cancellation: documents of this stop that no thread has begun are answered CANCELLED at once, on this thread, and leave
  // their places to others.
  void Withdraw(const Stop& stop);

 private:
  struct Waiting {
    engine::Job job;
    Done done;
  };

  Dispatcher(Submit submit, WithdrawJobs withdraw, uint32_t threads, uint32_t queue);
  void Leave(bool stream);
  bool IsAlone();
  void StartWaiting();
  void Publish() const;  // to the metrics, with the mutex held

  const Submit submit_;
  const WithdrawJobs withdraw_;
  const uint32_t capacity_, stream_capacity_;
  std::mutex mutex_;
  uint32_t under_way_ = 0, streams_under_way_ = 0;
  std::deque<Waiting> waiting_;
};

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_DISPATCHER_H_
