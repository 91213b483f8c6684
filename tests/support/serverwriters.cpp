#include "tests/support/serverwriters.h"

namespace larder::test {

ServerWriters::ServerWriters(const Connect& connect, std::chrono::milliseconds longestPause)
{
    m_threads.reserve(kCount);
    for (int number = 0; number < kCount; ++number) {
        m_threads.emplace_back([this, connect, longestPause, number] {
            const Write write = connect(number);
            std::mt19937 random{unsigned(number)}; // NOLINT: the same writes each time
            while (!m_stops) {
                m_failed += write(random);
                ++m_done;
                std::this_thread::sleep_for(
                    std::chrono::milliseconds(random() % unsigned(longestPause.count())));
            }
        });
    }
}

ServerWriters::~ServerWriters()
{
    stop();
}

void ServerWriters::stop()
{
    m_stops = true;
    for (std::thread& thread : m_threads) {
        if (thread.joinable())
            thread.join();
    }
}

} // namespace larder::test
