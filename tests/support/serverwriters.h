#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <random>
#include <thread>
#include <vector>

namespace larder::test {

/// Other programs that write to a server, a thread each, until stop(), which comes with the end of this at
/// the latest. Each writes the same every time.
class ServerWriters
{
public:
    static constexpr int kCount = 4;

    /// Runs one transaction, which @p random chooses, and gives how many of its statements failed.
    using Write = std::function<int(std::mt19937& random)>;
    /// Connects the writer of that number; called in its thread, as what it gives.
    using Connect = std::function<Write(int number)>;

    /// Between two transactions a writer pauses up to @p longestPause, so that an answer holds for a while.
    ServerWriters(const Connect& connect, std::chrono::milliseconds longestPause);
    ~ServerWriters();
    ServerWriters(const ServerWriters&) = delete;
    ServerWriters& operator=(const ServerWriters&) = delete;

    void stop();
    [[nodiscard]] int done() const { return m_done; }
    [[nodiscard]] int failed() const { return m_failed; }

private:
    std::atomic<bool> m_stops = false;
    std::atomic<int> m_done = 0;
    std::atomic<int> m_failed = 0;
    std::vector<std::thread> m_threads;
};

} // namespace larder::test
