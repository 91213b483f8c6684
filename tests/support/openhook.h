#pragma once

#include <functional>
#include <utility>

#include <sqlite3.h>

namespace larder::test {

/// Does something around the moment in which SQLite opens a file, once, as long as it lives: what a path
/// names may be another file just then. One at a time; for connections that are opened meanwhile.
class OpenHook final : private sqlite3_vfs
{
public:
    using Hook = std::function<void()>;

    OpenHook(Hook before, Hook after)
        : sqlite3_vfs(*sqlite3_vfs_find(nullptr))
        , m_real(sqlite3_vfs_find(nullptr))
        , m_before(std::move(before))
        , m_after(std::move(after))
    {
        zName = "hooked";
        xFullPathname = &OpenHook::resolve;
        xOpen = &OpenHook::open;
        sqlite3_vfs_register(this, 1);
    }
    ~OpenHook()
    {
        sqlite3_vfs_register(m_real, 1);
        sqlite3_vfs_unregister(this);
    }
    OpenHook(const OpenHook&) = delete;
    OpenHook& operator=(const OpenHook&) = delete;

private:
    // Comes first, and follows links.
    static int resolve(sqlite3_vfs* vfs, const char* name, int size, char* resolved)
    {
        auto& self = *static_cast<OpenHook*>(vfs);
        if (const Hook before = std::exchange(self.m_before, {}))
            before();
        return self.m_real->xFullPathname(self.m_real, name, size, resolved);
    }
    static int open(sqlite3_vfs* vfs, sqlite3_filename path, sqlite3_file* file, int flags, int* openedFlags)
    {
        auto& self = *static_cast<OpenHook*>(vfs);
        const int result = self.m_real->xOpen(self.m_real, path, file, flags, openedFlags);
        if (const Hook after = std::exchange(self.m_after, {}))
            after();
        return result;
    }

    sqlite3_vfs* const m_real;
    Hook m_before;
    Hook m_after;
};

} // namespace larder::test
