#pragma once

#include "cache/heapbytes.h"

#include <deque>
#include <utility>
#include <vector>

namespace larder {

/// Values under small numbers that stay theirs until they go; a number is used again after that.
template <typename Value>
class SlotTable
{
public:
    using Slot = quint32;

    [[nodiscard]] Slot insert(Value value)
    {
        if (m_free.empty()) {
            m_values.push_back(std::move(value));
            return Slot(m_values.size() - 1);
        }
        const Slot slot = m_free.back();
        m_free.pop_back();
        m_values[slot] = std::move(value);
        return slot;
    }
    Value take(Slot slot)
    {
        m_free.push_back(slot);
        return std::move(m_values[slot]);
    }
    [[nodiscard]] Value& operator[](Slot slot) { return m_values[slot]; }
    [[nodiscard]] const Value& operator[](Slot slot) const { return m_values[slot]; }
    /// What a value takes here besides what it holds.
    [[nodiscard]] static constexpr qint64 valueBytes() { return dequeElementBytes<Value>(); }
    [[nodiscard]] size_t size() const { return m_values.size() - m_free.size(); }
    /// All slots are below it.
    [[nodiscard]] size_t slotLimit() const { return m_values.size(); }

private:
    // Grows without moving what is there.
    std::deque<Value> m_values;
    std::vector<Slot> m_free;
};

} // namespace larder
