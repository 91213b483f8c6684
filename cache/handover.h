#pragma once

#include <QMetaObject>
#include <QObject>

#include <utility>

#ifdef LARDER_THREAD_SANITIZER
extern "C" {
void __tsan_acquire(void* address);
void __tsan_release(void* address);
}
#endif

namespace larder {

namespace detail {

// Qt's own locks are invisible to ThreadSanitizer (the library is not instrumented), so the order that the
// event queue guarantees is told to it through one address.
inline char handOverFence = 0;

inline void releaseHandOver()
{
#ifdef LARDER_THREAD_SANITIZER
    __tsan_release(&handOverFence);
#endif
}

inline void acquireHandOver()
{
#ifdef LARDER_THREAD_SANITIZER
    __tsan_acquire(&handOverFence);
#endif
}

template <typename Work>
struct HandedOver
{
    explicit HandedOver(Work&& toDo) : work(std::move(toDo)) { }
    // Qt moves the call to where the other thread finds it, then queues it.
    HandedOver(HandedOver&& other) noexcept : work(std::move(other.work)) { releaseHandOver(); }
    // Qt counts the owners of a queued call: either thread may be the last.
    ~HandedOver() { acquireHandOver(); }

    void operator()()
    {
        acquireHandOver();
        work();
        releaseHandOver();
    }

    Work work;
};

} // namespace detail

/// The one way from a thread to another: runs @p work in the thread of @p receiver, later, in the order of
/// the calls. @p work owns what it carries (a value or a `shared_ptr<const T>`). It is dropped unrun if the
/// receiver is destroyed first. Callable from any thread as long as @p receiver lives.
template <typename Work>
void handOver(QObject* receiver, Work work)
{
    QMetaObject::invokeMethod(receiver, detail::HandedOver<Work>(std::move(work)), Qt::QueuedConnection);
}

} // namespace larder
