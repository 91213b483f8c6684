#pragma once

#include "app/spillfolder.h"
#include "cache/resultfilewriter.h"

namespace larder {

/// The file behind the rows of one result. It is removed when nobody uses its rows any more, in whichever
/// thread that is.
class SpillFile : public std::enable_shared_from_this<SpillFile>
{
public:
    [[nodiscard]] static Result<std::shared_ptr<SpillFile>> create(std::shared_ptr<const SpillFolder> folder);
    ~SpillFile();
    SpillFile(const SpillFile&) = delete;
    SpillFile& operator=(const SpillFile&) = delete;

    /// Writes @p chunk to the file and gives the same rows as they lie there.
    [[nodiscard]] Result<ChunkPtr> append(const RowChunk& chunk);
    /// Makes the file one that ResultFileReader reads, under its final name.
    [[nodiscard]] std::optional<Error> finish(
        const std::vector<ColumnInfo>& columns, Completeness completeness);
    [[nodiscard]] const QString& path() const { return m_path; }

private:
    SpillFile(std::shared_ptr<const SpillFolder> folder, std::unique_ptr<QFile> file);

    const std::shared_ptr<const SpillFolder> m_folder;
    // Mapped parts live as long as it is open.
    const std::unique_ptr<QFile> m_file;
    QString m_path;
    ResultFileWriter m_writer;
};

} // namespace larder
