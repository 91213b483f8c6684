#pragma once

#include "cache/result.h"

#include <QFile>
#include <QLockFile>

#include <memory>

namespace larder {

/// A folder for the rows of this process that have no room in memory. It goes with the process; what one that
/// crashed has left goes when the next one starts. Files may be made and removed in any thread.
class SpillFolder
{
public:
    /// Makes a folder in @p parent and removes those there whose processes are gone.
    explicit SpillFolder(const QString& parent);
    ~SpillFolder();
    SpillFolder(const SpillFolder&) = delete;
    SpillFolder& operator=(const SpillFolder&) = delete;

    /// A new file that only this user may read, open for reading and writing.
    [[nodiscard]] Result<std::unique_ptr<QFile>> newFile() const;
    [[nodiscard]] const QString& path() const { return m_path; }

private:
    QString m_path;
    // Held as long as the folder is in use. It is taken before the folder is made, so that a folder without
    // an owner is known by its free lock.
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace larder
