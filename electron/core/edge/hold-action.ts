import { GATE_FILE } from './edge-files.ts';

/**
 * The Lua action behind the gate's `hold`: a request waits here until the gate opens to a colour, or for the gate's
 * `hold-limit` (milliseconds), after which it is sent nowhere and gets a 503. `Map.new` only works while HAProxy starts; it
 * shares the map that the configuration reads, so `set map` is seen. Polling slows down after a second, because every
 * look takes the lock that all Lua in the process shares.
 *
 * Until 2.7 HAProxy reads the clock again after `core.msleep` has set the time to wake up (`hlua_ctx_resume`, changed for
 * 2.8): on a busy machine a time 5 ms ahead is then past already, and the request is never woken. There it sleeps for longer
 * than a thread is kept from running.
 */
export const HOLD_ACTION = `local gate = Map.new("${GATE_FILE}", Map._str)
local pause

local function find_pause()
  local major, minor = string.match(core.get_info()["Version"] or "", "^(%d+)%.(%d+)")
  local version = (tonumber(major) or 0) * 100 + (tonumber(minor) or 0)
  return version < 208 and 100 or 5
end

core.register_action("hold", { "http-req", "tcp-req" }, function(txn)
  pause = pause or find_pause()
  local limit = tonumber(gate:lookup("hold-limit")) or 30000
  local began = core.now()
  local waited = 0
  local value = "hold"
  while value == "hold" and waited < limit do
    core.msleep(math.min(limit, waited < 1000 and pause or math.max(pause, 20)))
    local now = core.now()
    waited = (now.sec - began.sec) * 1000 + (now.usec - began.usec) / 1000
    value = gate:lookup("active") or "none"
  end
  if value == "hold" then value = "none" end
  txn:set_var("txn.gate", value)
end, 0)
`;
