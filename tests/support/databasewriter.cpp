#include "tests/support/commitchain.h"

#include <sqlite3.h>

#include <poll.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <random>
#include <string>

namespace {

using namespace larder::test;

/// Writes to one file until its standard input is closed.
class Writer
{
public:
    Writer(sqlite3* handle, unsigned seed) : m_handle(handle), m_random(seed) { }

    bool exec(const std::string& sql)
    {
        return sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
    }

    void step()
    {
        const unsigned choice = below(100);
        if (choice < 70)
            m_commits
                += endsAs(commitchain::kNextCommit[below(std::size(commitchain::kNextCommit))], "COMMIT");
        else if (choice < 85)
            m_rollbacks += endsAs(commitchain::kNeverCommitted, "ROLLBACK");
        else if (choice < 97)
            m_schemaChanges += changeSchema();
        else
            m_vacuums += exec("VACUUM") ? 1 : 0;
    }

    /// Milliseconds until the next step: bursts, and pauses in which nothing changes.
    int pause() { return below(4) == 0 ? int(below(60)) : 0; }

    void report() const
    {
        std::printf("%d commits %d rollbacks %d schema changes %d vacuums\n", m_commits, m_rollbacks,
            m_schemaChanges, m_vacuums);
    }

private:
    unsigned below(size_t limit) { return unsigned(m_random() % limit); }

    int endsAs(const char* script, const char* end)
    {
        if (!exec("BEGIN IMMEDIATE"))
            return 0;
        if (exec(script) && exec(end))
            return 1;
        exec("ROLLBACK");
        return 0;
    }

    int changeSchema()
    {
        const std::string name = "side" + std::to_string(below(3));
        return exec("CREATE TABLE " + name + "(x)") || exec("INSERT INTO " + name + " VALUES (1)")
                || exec("DROP TABLE " + name)
            ? 1
            : 0;
    }

    sqlite3* m_handle;
    std::mt19937 m_random;
    int m_commits = 0;
    int m_rollbacks = 0;
    int m_schemaChanges = 0;
    int m_vacuums = 0;
};

bool isInputClosed(int waitMilliseconds)
{
    pollfd input{STDIN_FILENO, POLLIN, 0};
    return poll(&input, 1, waitMilliseconds) > 0;
}

} // namespace

/// databasewriter FILE JOURNAL_MODE SEED
int main(int count, char** arguments)
{
    sqlite3* handle = nullptr;
    if (count != 4 || sqlite3_open(arguments[1], &handle) != SQLITE_OK)
        return 1;
    sqlite3_busy_timeout(handle, 10'000);
    Writer writer(handle, unsigned(std::atoi(arguments[3])));
    // The file is no longer needed when the machine goes down.
    writer.exec("PRAGMA synchronous = OFF");
    if (!writer.exec(std::string("PRAGMA journal_mode = ") + arguments[2]))
        return 1;
    while (!isInputClosed(writer.pause()))
        writer.step();
    writer.report();
    sqlite3_close(handle);
    return 0;
}
