#include "app/spillfile.h"

#include <QCoreApplication>

namespace larder {

namespace {

const auto kUnfinished = QStringLiteral("part");

Error fileError(const QString& what, const QString& why)
{
    return {what, why,
        QCoreApplication::translate(
            "SpillFile", "Free space on the disk, or allow more memory for results in the preferences.")};
}

} // namespace

Result<std::shared_ptr<SpillFile>> SpillFile::create(std::shared_ptr<const SpillFolder> folder)
{
    auto file = folder->newFile();
    if (!file)
        return file.error();
    return std::shared_ptr<SpillFile>(new SpillFile(std::move(folder), std::move(file.value())));
}

SpillFile::SpillFile(std::shared_ptr<const SpillFolder> folder, std::unique_ptr<QFile> file)
    : m_folder(std::move(folder))
    , m_file(std::move(file))
    , m_path(m_file->fileName())
    , m_writer(*m_file)
{
}

SpillFile::~SpillFile()
{
    QFile::remove(m_path);
}

Result<ChunkPtr> SpillFile::append(const RowChunk& chunk)
{
    const auto offset = m_writer.append(chunk);
    if (!offset)
        return offset.error();
    const qint64 size = chunk.block().size;
    // Nothing can be mapped of a chunk of NULLs.
    const uchar* const mapped = size > 0 ? m_file->map(offset.value(), size) : nullptr;
    if (size > 0 && !mapped)
        return fileError(
            QCoreApplication::translate("SpillFile", "The rows in the file %1 can't be read").arg(m_path),
            m_file->errorString());
    const std::shared_ptr<const std::byte> bytes(
        shared_from_this(), reinterpret_cast<const std::byte*>(mapped));
    return std::make_shared<const RowChunk>(chunk.rowCount(), chunk.shapes(), SharedBlock{bytes, size, true});
}

std::optional<Error> SpillFile::finish(const std::vector<ColumnInfo>& columns, Completeness completeness)
{
    if (auto error = m_writer.finish(columns, completeness))
        return error;
    const QString name = m_path.chopped(kUnfinished.size()) + QStringLiteral("rows");
    // Not the function of the open file, which would close it.
    if (!QFile::rename(m_path, name))
        return fileError(
            QCoreApplication::translate("SpillFile", "The file %1 can't be renamed").arg(m_path), {});
    m_path = name;
    return std::nullopt;
}

} // namespace larder
