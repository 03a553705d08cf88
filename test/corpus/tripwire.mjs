// Loaded into a reader before its program: whoever tries to reach out of the process ends it at once, which the server sees as a crash.
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

const trip = () => process.kill(process.pid, 'SIGKILL');

net.Socket.prototype.connect = trip;
net.Server.prototype.listen = trip;
dgram.Socket.prototype.send = trip;
dns.lookup = trip;
dns.promises.lookup = trip;
for (const name of ['exec', 'execFile', 'spawn', 'fork']) childProcess[name] = trip;
