#include "app/spillstorage.h"

#include "app/spillfile.h"

namespace larder {

namespace {

// What is not worth a file. Many of them at once are not expected.
constexpr qint64 kSmallResultBytes = qint64(1) << 20;

} // namespace

class SpillKeeper final : public ChunkKeeper
{
public:
    SpillKeeper(std::shared_ptr<const SpillFolder> folder, std::shared_ptr<SpillStorage::Meter> meter)
        : m_folder(std::move(folder))
        , m_meter(std::move(meter))
    {
    }

    [[nodiscard]] std::optional<Error> append(ChunkPtr chunk) override
    {
        m_chunks.push_back(counted(std::move(chunk)));
        m_bytes += m_chunks.back()->heapBytes();
        const bool fits = m_bytes <= kSmallResultBytes || m_meter->usedBytes <= m_meter->budgetBytes;
        return m_file || !fits ? moveToFile() : std::nullopt;
    }

    [[nodiscard]] const std::vector<ChunkPtr>& chunks() const override { return m_chunks; }

    void finish(const std::vector<ColumnInfo>& columns, Completeness completeness) override
    {
        // The rows are at hand even if the file can't be finished; it is removed with them.
        if (m_file)
            (void)m_file->finish(columns, completeness);
    }

private:
    [[nodiscard]] ChunkPtr counted(ChunkPtr chunk) const
    {
        const RowChunk* const rows = chunk.get();
        const qint64 bytes = rows->heapBytes();
        m_meter->usedBytes += bytes;
        return {rows, [chunk = std::move(chunk), meter = m_meter, bytes](const RowChunk*) mutable {
                    chunk.reset();
                    meter->usedBytes -= bytes;
                }};
    }

    std::optional<Error> moveToFile()
    {
        if (!m_file) {
            auto file = SpillFile::create(m_folder);
            if (!file)
                return file.error();
            m_file = std::move(file.value());
        }
        for (; m_inFile < m_chunks.size(); ++m_inFile) {
            auto written = m_file->append(*m_chunks[m_inFile]);
            if (!written)
                return written.error();
            m_chunks[m_inFile] = std::move(written.value());
        }
        return std::nullopt;
    }

    const std::shared_ptr<const SpillFolder> m_folder;
    const std::shared_ptr<SpillStorage::Meter> m_meter;
    std::shared_ptr<SpillFile> m_file;
    // The first m_inFile of them lie in the file.
    std::vector<ChunkPtr> m_chunks;
    size_t m_inFile = 0;
    qint64 m_bytes = 0;
};

SpillStorage::SpillStorage(const QString& folder, qint64 budgetBytes)
    : m_folder(std::make_shared<const SpillFolder>(folder))
    , m_meter(std::make_shared<Meter>())
{
    m_meter->budgetBytes = budgetBytes;
}

std::unique_ptr<ChunkKeeper> SpillStorage::newKeeper()
{
    return std::make_unique<SpillKeeper>(m_folder, m_meter);
}

} // namespace larder
