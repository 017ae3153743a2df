import { GATE_FILE } from './edge-files.ts';

/**
 * The Lua action behind the gate's `hold`: a request waits here until the gate opens to a colour, or for the gate's
 * `hold-limit` (milliseconds), after which it is sent nowhere and gets a 503. `Map.new` only works while HAProxy starts; it
 * shares the map that the configuration reads, so `set map` is seen. Polling slows down after a second, because every
 * look takes the lock that all Lua in the process shares.
 */
export const HOLD_ACTION = `local gate = Map.new("${GATE_FILE}", Map._str)

core.register_action("hold", { "http-req", "tcp-req" }, function(txn)
  local limit = tonumber(gate:lookup("hold-limit")) or 30000
  local began = core.now()
  local waited = 0
  local value = "hold"
  while value == "hold" and waited < limit do
    core.msleep(waited < 1000 and 5 or 20)
    local now = core.now()
    waited = (now.sec - began.sec) * 1000 + (now.usec - began.usec) / 1000
    value = gate:lookup("active") or "none"
  end
  if value == "hold" then value = "none" end
  txn:set_var("txn.gate", value)
end, 0)
`;
