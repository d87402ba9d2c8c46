// Loop: the one thread that talks to gRPC, and another that stands by.
//
// Every operation of every call is started and ends on the loop's thread, so that a call's state needs no lock, and gRPC's locks
// are never fought over. What takes long is done elsewhere and comes back by Post(). What takes a millisecond may be done here, by
// RunHere(): handing it to another thread and its result back costs as much as gRPC itself does. When it takes longer than was
// thought the thread that stands by becomes the loop's thread, and the first one stands by when it is done.
//
//   Loop loop(builder.AddCompletionQueue());       // before the server is built
//   loop.Post([&] { stream.Write(message, &written); });
//   ... server->Shutdown(), server->Wait() ...
//   loop.Close();
#ifndef LECTOR_DAEMON_SERVICE_LOOP_H_
#define LECTOR_DAEMON_SERVICE_LOOP_H_

#include <grpcpp/alarm.h>
#include <grpcpp/completion_queue.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace lector::service {

class Loop {
 public:
  // The tag of an operation of gRPC's.
  class Event {
   public:
    virtual ~Event() = default;
    virtual void Happened(bool ok) = 0;  // it is over; on the loop's thread; ok: as grpc::CompletionQueue::Next() has it
  };
  using Task = std::function<void()>;

  // How often the thread that stands by looks whether it is needed, which is at the second look at the same task.
  static constexpr std::chrono::milliseconds kLook{10};

  explicit Loop(std::unique_ptr<grpc::ServerCompletionQueue> queue);
  ~Loop();  // closes
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  grpc::ServerCompletionQueue* queue() { return queue_.get(); }

  // Runs a task on the loop's thread. Thread-safe; not after Close().
  void Post(Task task);

  bool IsCurrent() const;  // this is the loop's thread

  // From an event or a posted task: runs `task` on this thread after it. The task is not on the loop's thread in any other sense:
  // what concerns calls it posts. False, without running it: this is not the loop's thread, there is such a task already, or
  // nobody stands by.
  bool RunHere(Task task);

  // What the loop is there for, a call from the wait for it to its end. Thread-safe.
  void Enter() { ++present_; }
  void Leave();

  // Ends the threads when nobody is left; the server was shut down before.
  void Close();

 private:
  struct Wake final : Event {
    explicit Wake(Loop& owner) : loop(owner) {}
    void Happened(bool) override;
    Loop& loop;
  };

  void Main(bool leads);
  void Lead();       // until another thread leads, or the queue is shut down
  bool RunPosted();  // false: nothing was
  bool RunTask();    // false: another thread leads now
  bool StandBy();    // true: this thread leads now

  const std::unique_ptr<grpc::ServerCompletionQueue> queue_;

  std::mutex mutex_;  // guards what follows
  std::vector<Task> posted_;
  bool asleep_ = false;  // the loop's thread waits for gRPC, or will without looking at posted_ again
  bool alarm_set_ = false;
  Wake wake_{*this};
  grpc::Alarm alarm_;  // the way to wake a thread that waits for gRPC

  // Of the loop's thread, whichever that is.
  std::vector<Task> running_;  // kept for its memory
  Task task_;                  // of RunHere()
  uint64_t last_task_ = 0;

  std::atomic<uint32_t> present_ = 0;

  std::atomic<uint64_t> task_under_way_ = 0;  // its number; who sets it to 0 leads
  std::atomic<bool> standing_by_ = false;     // there is a thread that can take over
  std::atomic<bool> resting_ = false;         // and it must be woken to look
  std::mutex rest_mutex_;
  std::condition_variable rest_;
  bool over_ = false;  // guarded by rest_mutex_

  std::thread threads_[2];
};

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_LOOP_H_
