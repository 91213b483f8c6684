#include "cache/eventhistory.h"

#include "cache/eventlog.h"

namespace larder {

const CacheEvent* EventHistory::event(quint64 number) const
{
    if (number < m_firstNumber || number > m_lastNumber)
        return nullptr;
    const auto place = size_t(number - m_piecesBegin);
    return &(*m_pieces[place / EventLog::kInAPiece])[place % EventLog::kInAPiece];
}

} // namespace larder
